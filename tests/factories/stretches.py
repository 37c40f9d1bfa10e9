"""Pieces of the catalogue for tests, small and published; the words are in the default language."""

from typing import Any

import factory

from stretches.models import BodyArea, Caution, Condition, Edition, Exercise, Form, Question, Status


class BodyAreaFactory(factory.django.DjangoModelFactory):
    """A part of the body; `slug` finds the one that is there."""

    class Meta:
        model = BodyArea
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda number: f"area-{number}")
    name = factory.Faker("word")
    order = factory.Sequence(lambda number: number)


class FormFactory(factory.django.DjangoModelFactory):
    """The usual form of an exercise on the floor: from 1 × 2 × 15 s to 1 × 3 × 30 s."""

    class Meta:
        model = Form

    exercise = factory.SubFactory("tests.factories.stretches.ExerciseFactory", usual=None)
    kind = Form.Kind.USUAL
    position = "lying-back"
    start_reps = 2
    start_hold = 15
    top_reps = 3
    top_hold = 30
    name = "On the floor"
    cue = "Let your back grow long."
    steps = "Lie on your back.\nDraw one knee to your chest.\nLet it go again."

    class Params:
        moving = factory.Trait(
            start_reps=6, start_hold=None, top_sets=3, top_reps=12, top_hold=None, tempo=4
        )  # repetitions without a hold
        easier = factory.Trait(kind=Form.Kind.EASIER, name="On a bed", needs_floor=False)


class ExerciseFactory(factory.django.DjangoModelFactory):
    """A published exercise with its usual form.

    `areas=[…]` are body areas, `usual=None` leaves the form out, `usual__position="sitting"` changes it.
    """

    class Meta:
        model = Exercise
        skip_postgeneration_save = True

    slug = factory.Sequence(lambda number: f"exercise-{number}")
    order = factory.Sequence(lambda number: number)
    status = Status.PUBLISHED
    kinds = factory.LazyFunction(lambda: ["stretch"])
    name = factory.Sequence(lambda number: f"Exercise {number}")
    summary = "A gentle stretch for your lower back."
    purpose = "It may ease a stiff lower back."

    usual = factory.RelatedFactory(FormFactory, factory_related_name="exercise")

    @factory.post_generation
    def areas(self, create: bool, extracted: Any, **kwargs: Any) -> None:
        if create and extracted:
            self.areas.set(extracted)
            Edition.renew()


class ConditionFactory(factory.django.DjangoModelFactory):
    """Something to ask about first; `slug` finds the one that is there."""

    class Meta:
        model = Condition
        django_get_or_create = ("slug",)

    slug = factory.Sequence(lambda number: f"condition-{number}")
    order = factory.Sequence(lambda number: number)
    list = Condition.List.ASK_FIRST
    question = factory.Sequence(lambda number: f"Do you have condition {number}?")
    advice = "Ask your doctor first."


class CautionFactory(factory.django.DjangoModelFactory):
    """What a condition means for an exercise."""

    class Meta:
        model = Caution

    exercise = factory.SubFactory(ExerciseFactory)
    condition = factory.SubFactory(ConditionFactory)
    effect = Caution.Effect.MARK
    advice = "Go only as far as it feels good."


class QuestionFactory(factory.django.DjangoModelFactory):
    """A published question with its answer."""

    class Meta:
        model = Question

    slug = factory.Sequence(lambda number: f"question-{number}")
    order = factory.Sequence(lambda number: number)
    status = Status.PUBLISHED
    question = factory.Sequence(lambda number: f"What is question {number}?")
    answer = "A plain *answer*."
