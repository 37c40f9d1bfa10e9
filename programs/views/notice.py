from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from programs import advice, decisions
from stretches import catalogue

from .places import place_of
from .standing import bring_up_to_date, open_notices

PER_PAGE = 50


@never_cache
@require_safe
def notice_list(request):
    """Everything the rules ever advised this person, acknowledged or not."""
    content = catalogue.read()
    bring_up_to_date(request, content)
    page = Paginator(request.user.notices.order_by("-day", "-pk"), PER_PAGE).get_page(request.GET.get("page"))
    return render(request, "programs/notice_list.html", {"page": page, "advice": advice.advice(page, content)})


@require_POST
def notice_acknowledge(request, pk):
    """Put a notice away; it stays in the list. htmx gets what is still open of the part that it stood in."""
    decisions.acknowledge(get_object_or_404(request.user.notices, pk=pk))
    place = place_of(request, reverse("today"))
    part = request.htmx.target
    if part not in ("notices", "news"):
        return redirect(place)
    content = catalogue.read()
    still_open = open_notices(request, bring_up_to_date(request, content), content)
    return render(request, f"programs/{part}.html", {**still_open, "place": place})
