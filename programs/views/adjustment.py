from django.contrib import messages
from django.core.paginator import Paginator
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from programs import advice, decisions
from programs.forms.screening import SignGoneForm
from programs.refused import Refused
from stretches import catalogue

from .places import place_of
from .standing import bring_up_to_date

PER_PAGE = 50


@never_cache
@require_safe
def adjustment_list(request):
    """Every change to the person's plans by day: what it says, before and after, who made it, and its undo."""
    content = catalogue.read()
    bring_up_to_date(request, content)
    rows = request.user.adjustments.select_related("prescription", "plan").order_by("-day", "-pk")
    page = Paginator(rows, PER_PAGE).get_page(request.GET.get("page"))
    context = {"page": page, "changes": advice.changes(page, content), "place": reverse("adjustment_list")}
    return render(request, "programs/adjustment_list.html", context)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def adjustment_undo(request, pk):
    """Take a change back. T3 and T4 ask first whether the sign is gone, on this page, and keep the answer."""
    rows = request.user.adjustments.select_related("prescription", "plan")
    adjustment = get_object_or_404(rows, pk=pk)
    place = place_of(request, reverse("adjustment_list"))
    form = SignGoneForm(request.POST if request.method == "POST" and adjustment.asks_first else None)
    if request.method == "POST" and (form.is_valid() or not adjustment.asks_first):
        take_back(request, adjustment, form.cleaned_data["is_gone"] if adjustment.asks_first else None)
        return redirect(place)
    if not adjustment.can_be_undone:
        return redirect(place)
    change = advice.changes([adjustment], catalogue.read())[0]
    context = {"change": change, "form": form, "place": place}
    return render(request, "programs/adjustment_undo.html", context, status=422 if form.is_bound else 200)


def take_back(request, adjustment, is_gone):
    """Undo it, and say what became of it."""
    try:
        decisions.undo(adjustment, is_gone)
    except Refused as refusal:
        messages.error(request, str(refusal))
        return
    if is_gone is False:
        messages.info(request, _("Then it stays as it is. Your answer is kept."))
    else:
        messages.success(request, _("Undone. It is not made again from the same answers."))
