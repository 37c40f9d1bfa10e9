from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404
from django.views.decorators.cache import cache_control
from django.views.decorators.http import condition, require_safe

from stretches.drawings import SIDES, figure_hash
from stretches.models import Drawing, Form

from .visible import exercise_or_404


def todays_hash(request, slug):
    """The hash of the drawing that the address shows today; 404 where there is none."""
    form = exercise_or_404(request.user, slug).form_of(chosen(request, "form", Form.Kind.values, "usual"))
    view = "still" if request.GET.get("still", "") not in ("", "0") else "moving"
    found = figure_hash(form, view, chosen(request, "side", SIDES, "right"))
    if not found:
        raise Http404
    return found


def chosen(request, name, allowed, default):
    """The value of a query parameter, or the default where it is missing or unknown."""
    value = request.GET.get(name)
    return value if value in allowed else default


@login_not_required
@require_safe
@cache_control(private=True, max_age=300)
@condition(etag_func=lambda request, slug: f'"{todays_hash(request, slug)}"')
def exercise_figure(request, slug):
    """The exercise's drawing as it is today: `form`, `side`, and `still` for its positions side by side."""
    return svg_response(todays_hash(request, slug))


@login_not_required
@require_safe
@cache_control(public=True, max_age=365 * 24 * 3600, immutable=True)
def drawing(request, digest):
    """A drawing for good: what its address shows never changes."""
    return svg_response(digest)


def svg_response(digest):
    """The drawing with that hash as an image that can run nothing; 404 if it was never drawn."""
    drawing = get_object_or_404(Drawing, hash=digest)
    headers = {"Content-Security-Policy": "default-src 'none'; sandbox"}
    return HttpResponse(drawing.svg, content_type="image/svg+xml; charset=utf-8", headers=headers)
