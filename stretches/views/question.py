from django.contrib.auth.decorators import login_not_required
from django.views.decorators.http import condition, require_safe

from stretches.conditional import visitor_etag
from stretches.fragments import render_part
from stretches.search import QuestionSearch

from .visible import question_or_404, questions_for


@login_not_required
@require_safe
@condition(etag_func=visitor_etag)
def question_list(request):
    """What people ask about their back, searchable by words."""
    return answer(request)


@login_not_required
@require_safe
@condition(etag_func=visitor_etag)
def question_detail(request, slug):
    """The same page with one question open, at its own address."""
    return answer(request, question_or_404(request.user, slug))


def answer(request, opened=None):
    """The page of questions; `opened` is the one that is unfolded."""
    search = QuestionSearch(request.GET)
    search.is_valid()
    questions = questions_for(request.user)
    if opened and opened not in questions:
        questions = [*questions, opened]
    found = [(question, question == opened) for question in search.found(questions)]
    context = {"search": search, "found": found, "total": len(questions), "opened": opened}
    return render_part(request, "stretches/question_list.html", "results", context)
