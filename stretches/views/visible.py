"""What of the catalogue a reader may see: everybody what is published, staff also what is not yet or no more.

An archived exercise is in no list, but whoever is signed in can read it at its address, if it was published once: it
may be in their plan.
"""

from django.http import Http404

from stretches import catalogue, versions


def exercises_for(user):
    """The exercises that the list shows; staff see drafts among them."""
    tree = catalogue.read()
    if not user.is_staff:
        return tree.published
    return [exercise for exercise in tree.exercises if not exercise.is_archived]


def exercise_or_404(user, slug):
    """The exercise at that address, if this reader may see it."""
    exercise = catalogue.read().by_slug(slug)
    if exercise and may_read(user, exercise):
        return exercise
    raise Http404


def may_read(user, exercise):
    """Whether the exercise's page opens for this reader."""
    if user.is_staff or not exercise.usual:
        return user.is_staff
    if exercise.is_archived:
        return user.is_authenticated and versions.was_published(exercise, "exercise")
    return exercise.is_published


def questions_for(user):
    """The questions that the list shows; staff see drafts among them."""
    tree = catalogue.read()
    if not user.is_staff:
        return tree.published_questions
    return [question for question in tree.questions if not question.is_archived]


def question_or_404(user, slug):
    """The question at that address, if this reader may see it."""
    for question in catalogue.read().questions:
        if question.slug == slug and (user.is_staff or question.is_published):
            return question
    raise Http404
