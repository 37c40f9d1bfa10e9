from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from programs import player, sessions
from programs.models import Session
from stretches import catalogue

from .session_page import log_or_404, must_stop, stored
from .standing import bring_up_to_date


@login_not_required
@never_cache
@require_safe
def whoami(request):
    """Who is signed in, as an opaque name, and a fresh token: a browser with answers left to send asks."""
    if not request.user.is_authenticated:
        return JsonResponse({"owner": ""}, status=401)
    return JsonResponse({"owner": player.owner_id(request.user), "csrf": get_token(request)})


@require_POST
def session_place(request, pk):
    """Keep where the player is, so that another device takes up there; it hears whether to stop."""
    content = catalogue.read()
    present = bring_up_to_date(request, content)
    read = log_or_404(request, pk, today=timezone.localdate(), content=content, present=present)
    try:
        place = player.read_place(request.POST.get("place", ""), now=timezone.now())
    except ValueError:
        return HttpResponse(status=422)
    if read.session.status == Session.Status.PLANNED and present.block:  # its start, on the way still, is refused
        return stored(stop=True)
    sessions.keep_place(session=read.session, place=place)
    if read.session.status != Session.Status.IN_PROGRESS:
        return stored()
    return stored(must_stop(present, read, content, place["slug"]))
