from django.contrib.auth.decorators import login_not_required
from django.http import Http404
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programs import finder, library
from programs.forms.plan import FinderForm
from stretches import catalogue


@login_not_required
@require_safe
def program_list(request):
    """The curated programs, the default one marked; staff see drafts among them."""
    programs = library.published(catalogue.read(), with_drafts=request.user.is_staff)
    shown = [(program, library.preview(program)) for program in programs]
    return render(request, "programs/program_list.html", {"programs": shown})


@login_not_required
@require_safe
def program_detail(request, slug):
    """One program, week by week; minutes are computed. Staff see one that visitors don't, as it will be."""
    program = program_or_404(slug, catalogue.read(), of_any_status=request.user.is_staff)
    context = {
        "program": program,
        "preview": library.preview(program),
        "startable": library.can_start(program),
    }
    return render(request, "programs/program_detail.html", context)


@login_not_required
@require_safe
def program_finder(request):
    """Which program suits me? Three questions, answered in the address; nothing is kept."""
    form, chosen, reason, status = FinderForm(request.GET or None), None, "", 200
    if form.is_valid():
        suggestion = finder.suggest(**form.cleaned_data)
        programs = library.published(catalogue.read())
        chosen = next((program for program in programs if program.slug == suggestion.slug), None)
        reason = suggestion.reason if chosen else ""
        chosen = chosen or next((program for program in programs if program.is_default), None)
    elif form.is_bound:
        status = 422
    context = {"form": form, "program": chosen, "preview": chosen and library.preview(chosen), "reason": reason}
    return render(request, "programs/program_finder.html", context, status=status)


def program_or_404(slug, content, *, of_any_status=False):
    """The published program at that address; with `of_any_status` also one that isn't."""
    program = library.by_slug(slug, content, of_any_status=of_any_status)
    if program is None:
        raise Http404
    return program
