"""The catalogue's exercises as the rules know them."""

from functools import lru_cache

from ..rules.dose import HOLD_STEP, LONG_HOLD_STEP, Dose
from ..rules.state import Exercise, Form

LONG_HOLD = {"supine-position"}
"""Held for minutes: its ladder climbs in steps of 30 s."""


@lru_cache(maxsize=4)
def exercises(catalogue):
    """{slug: exercise} of everything in the catalogue, drafts and archived ones too: a plan may have them."""
    return {one.slug: exercise(one) for one in catalogue.exercises}


def exercise(row):
    """One exercise with its forms and areas."""
    stretches = "stretch" in row.kinds
    return Exercise(
        slug=row.slug,
        order=row.order,
        direction=row.direction,
        forms=tuple(_form(form) for form in row.forms.all()),
        areas=frozenset(area.slug for area in row.areas.all()) if stretches else frozenset(),
        hold_step=LONG_HOLD_STEP if row.slug in LONG_HOLD else HOLD_STEP,
    )


def _form(row):
    return Form(
        kind=row.kind,
        start=Dose(row.start_sets, row.start_reps, row.start_hold),
        top=Dose(row.top_sets, row.top_reps, row.top_hold),
        tempo=row.tempo,
    )
