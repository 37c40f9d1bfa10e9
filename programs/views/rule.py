from django.contrib.auth.decorators import login_not_required
from django.shortcuts import render
from django.views.decorators.http import require_safe

from programs import rulebook, thresholds


@login_not_required
@require_safe
def rule_list(request):
    """The published rules with the numbers of this server; no account needed."""
    standing = thresholds.current()
    context = {
        "standing": standing,
        "families": rulebook.families(standing),
        "precedence": rulebook.PRECEDENCE,
        "sources": rulebook.SOURCES,
    }
    return render(request, "programs/rule_list.html", context)
