"""The catalogue as readers see it: one prefetched tree for each language, read once per process.

Twelve exercises with forms, cautions, areas and translations are some fifteen queries, and they change when an
editor saves, not when somebody reads. So a process keeps the tree together with the `Edition` stamp it was read
under, and each reader pays one query to see that the stamp still holds. Nothing is invalidated by hand: every
`Content.save` renews the stamp. The instances are shared between requests: read them, never change them.
"""

from dataclasses import dataclass, field

from django.utils.translation import get_language

from .models import BodyArea, Condition, Edition, Exercise, Question

_read: dict[str | None, tuple] = {}  # language -> (stamp, Catalogue)


@dataclass(frozen=True, eq=False)  # two are the same only if they were read at once
class Catalogue:
    """All content in one language, in catalogue order; drafts and archived pieces included."""

    exercises: tuple[Exercise, ...]
    areas: tuple[BodyArea, ...]
    conditions: tuple[Condition, ...]
    questions: tuple[Question, ...]
    _exercises: dict = field(init=False, repr=False, compare=False)
    _forms: dict = field(init=False, repr=False, compare=False)
    _slugs: dict = field(init=False, repr=False, compare=False)

    def __post_init__(self):
        by_pk = {exercise.pk: exercise for exercise in self.exercises}
        forms = {form.pk: form for exercise in self.exercises for form in exercise.forms.all()}
        object.__setattr__(self, "_exercises", by_pk)
        object.__setattr__(self, "_forms", forms)
        object.__setattr__(self, "_slugs", {exercise.slug: exercise for exercise in self.exercises})
        for form in forms.values():
            form.exercise = by_pk[form.exercise_id]
        for exercise in self.exercises:
            for caution in exercise.cautions.all():
                caution.form = forms.get(caution.form_id) if caution.form_id else None

    @property
    def published(self):
        """The exercises everybody sees."""
        return [exercise for exercise in self.exercises if exercise.is_published and exercise.usual]

    @property
    def published_questions(self):
        return [question for question in self.questions if question.is_published]

    def exercise(self, pk):
        """The exercise with that primary key, whatever its status; KeyError if there is none."""
        return self._exercises[pk]

    def form(self, pk):
        """The form with that primary key; KeyError if there is none."""
        return self._forms[pk]

    def by_slug(self, slug):
        """The exercise with that slug, or None."""
        return self._slugs.get(slug)

    def attach(self, rows):
        """Give rows that point at an exercise (and a form) the shared instances, instead of a query each."""
        rows = list(rows)
        for row in rows:
            row.exercise = self._exercises[row.exercise_id]
            if getattr(row, "form_id", None):
                row.form = self._forms[row.form_id]
        return rows


def read():
    """The catalogue in the active language: one query, or a full read where the content changed."""
    language, stamp = get_language(), Edition.current()
    kept = _read.get(language)
    if kept is None or kept[0] != stamp or stamp is None:
        kept = _read[language] = (stamp, _load())
    return kept[1]


def _load():
    exercises = Exercise.objects.prefetch_related(
        "translations",
        "areas__translations",
        "forms__translations",
        "cautions__translations",
        "cautions__condition__translations",
        "photos__translations",
    )
    return Catalogue(
        exercises=tuple(exercises),
        areas=tuple(BodyArea.objects.prefetch_related("translations")),
        conditions=tuple(Condition.objects.prefetch_related("translations")),
        questions=tuple(Question.objects.prefetch_related("translations")),
    )
