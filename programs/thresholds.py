"""The numbers of the rules on this server: what staff set, else what ships; with the words people read for them."""

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from .models import Adjustment, PersonThreshold, Threshold
from .rules.thresholds import NEVER_LOOSER, SHIPPED, Limits, Thresholds, limits, problem, stricter, with_settings

LABELS = {
    "red_rise": gettext_lazy("red from a rise of"),
    "red_score": gettext_lazy("red, with a rise, from a score of"),
    "amber_rise": gettext_lazy("amber from a rise of"),
    "amber_score": gettext_lazy("amber, above your usual, from a score of"),
    "screening_days": gettext_lazy("the screening is asked again after more than"),
    "new_after_days": gettext_lazy("a sign is new if not reported for"),
    "high_score": gettext_lazy("a high score begins at"),
    "high_sessions": gettext_lazy("asked again after a high score in"),
    "high_days": gettext_lazy("counted over"),
    "sore_score": gettext_lazy("a bad day begins at a score of"),
    "sore_rise": gettext_lazy("or above your usual by"),
    "severe_score": gettext_lazy("the screening is asked again from a score of"),
    "rest_days": gettext_lazy("an exercise rests for"),
    "reds": gettext_lazy("it rests after"),
    "red_days": gettext_lazy("counted over"),
    "greens_back": gettext_lazy("the usual form comes back after a green in"),
    "morning_rise": gettext_lazy("a sore morning is above the score before by"),
    "morning_factor": gettext_lazy("the next session is this share of the dose"),
    "morning_hold_days": gettext_lazy("no dose rises for"),
    "flare_days": gettext_lazy("two session days belong together within"),
    "calm_mornings": gettext_lazy("sore days end after calm"),
    "dose_days": gettext_lazy("at the same dose for"),
    "greens": gettext_lazy("a green in the last"),
    "quiet_days": gettext_lazy("no amber or red for"),
    "raise_adherence": gettext_lazy("sessions done, at least"),
    "raise_share": gettext_lazy("one dose rises for every"),
    "raise_days": gettext_lazy("counted over"),
    "area_session_seconds": gettext_lazy("most for one muscle area in a session"),
    "area_week_seconds": gettext_lazy("most for one muscle area in a week"),
    "top_days": gettext_lazy("green at the top dose for"),
    "low_adherence": gettext_lazy("sessions done, less than"),
    "low_weeks": gettext_lazy("in complete"),
    "away_days": gettext_lazy("away for"),
    "long_away_days": gettext_lazy("away for long, from"),
    "away_factor": gettext_lazy("then this share of the dose"),
    "long_away_factor": gettext_lazy("away for long: this share of the dose"),
    "back_days": gettext_lazy("it lasts for"),
    "settle_checkins": gettext_lazy("at least"),
    "settle_hours": gettext_lazy("over more than"),
    "settle_rise": gettext_lazy("all above your usual by"),
    "settle_score": gettext_lazy("or all from a score of"),
    "settle_baseline": gettext_lazy("where your usual is below"),
    "settle_again_days": gettext_lazy("said again after"),
    "rising_weeks": gettext_lazy("rising for"),
    "rising_points": gettext_lazy("by, in all"),
    "rising_checkins": gettext_lazy("a week counts from"),
    "gain_baseline": gettext_lazy("your usual at the start, from"),
    "gain_points": gettext_lazy("lower by less than"),
    "gain_weeks": gettext_lazy("asked after"),
    "gain_weeks_again": gettext_lazy("and again after"),
    "notable_points": gettext_lazy("lower by"),
    "notable_share": gettext_lazy("or lower by this share"),
    "notable_baseline": gettext_lazy("where your usual was at least"),
}


@dataclass(frozen=True)
class Number:
    """A threshold as it stands on this server: what it is called, its value and the shipped one, its limits."""

    name: str
    value: int | float
    shipped: int | float
    limits: Limits

    @property
    def label(self):
        return LABELS[self.name]

    @property
    def text(self):
        return say(self.value, self.limits.unit)

    @property
    def is_changed(self):
        return self.value != self.shipped

    @property
    def shipped_text(self):
        return say(self.shipped, self.limits.unit)

    @property
    def never_looser(self):
        """Whether it may only be made stricter than shipped."""
        return self.limits.rule.startswith(NEVER_LOOSER)


def in_words(name, value):
    """What a number is called, and its value with the unit; "" for no value, as stored for one that is no more."""
    limit = limits().get(name)
    if limit is None:
        return name, "" if value is None else str(value)
    return str(LABELS[name]), "" if value is None else say(value, limit.unit)


def say(value, unit):
    """A threshold's value with its unit, as people read it."""
    if unit == "share":
        return _("%(n)s percent") % {"n": round(value * 100)}
    whole = value == int(value)
    value, count = (int(value), int(value)) if whole else (value, 2)  # "1.5 points": a part counts as several
    words = {
        "points": ngettext("%(n)s point", "%(n)s points", count),
        "days": ngettext("%(n)s day", "%(n)s days", count),
        "weeks": ngettext("%(n)s week", "%(n)s weeks", count),
        "hours": ngettext("%(n)s hour", "%(n)s hours", count),
        "seconds": ngettext("%(n)s second", "%(n)s seconds", count),
        "sessions": ngettext("%(n)s session", "%(n)s sessions", count),
        "mornings": ngettext("%(n)s morning", "%(n)s mornings", count),
        "reds": ngettext("%(n)s red", "%(n)s reds", count),
        "check-ins": ngettext("%(n)s check-in", "%(n)s check-ins", count),
        "check-ins a week": ngettext("%(n)s check-in", "%(n)s check-ins", count),
        "exercises a raise": ngettext("%(n)s exercise", "%(n)s exercises", count),
    }
    return words[unit] % {"n": number_format(value)}


def typed(name, value):
    """A stored value as the rules take it: whole where the shipped one is whole. ValueError where it isn't."""
    if name in LABELS and isinstance(getattr(SHIPPED, name), int):
        if value != int(value):
            raise ValueError(f"{name} is a whole number")
        return int(value)
    return float(value)


def current() -> Thresholds:
    """The thresholds of this server: one query. A stored number that a release no longer allows doesn't count."""
    return with_settings(_allowed(Threshold.objects.values_list("name", "value")))


def together(rows):
    """The thresholds of one person, of (name, value, whether it is theirs): this server's, each stricter where a
    clinician set it so."""
    rows = list(rows)
    base = with_settings(_allowed((name, value) for name, value, is_own in rows if not is_own))
    return stricter(base, _allowed((name, value) for name, value, is_own in rows if is_own))


def own(owner):
    """The numbers that clinicians set for one person, by name: one query."""
    return _allowed(PersonThreshold.objects.filter(owner=owner).values_list("name", "value"))


def is_stricter(name, value):
    """Whether a number is allowed, and stricter than this server's."""
    base = current()
    return problem(name, value) is None and stricter(base, {name: value}) != base


def follow(owner, name):
    """Bring a person's number to where the adjustments that stand leave it; call it inside their transaction."""
    made = owner.adjustments.filter(
        sentence=Adjustment.THRESHOLD, state=Adjustment.State.STANDS, inputs__threshold=name
    ).first()
    if made is None or made.inputs["value"] is None:
        PersonThreshold.objects.filter(owner=owner, name=name).delete()
        return
    told = {"value": str(made.inputs["value"]), "by": made.by, "by_name": made.by_name}
    PersonThreshold.objects.update_or_create(owner=owner, name=name, defaults=told)


def _allowed(rows):
    allowed = {}
    for name, value in rows:
        try:
            number = typed(name, value)
        except ValueError:
            continue
        if problem(name, number) is None:
            allowed[name] = number
    return allowed


def numbers(standing):
    """Every threshold as it stands, by rule: {rule id: [Number]}."""
    found: dict[str, list[Number]] = {}
    for name, limit in limits().items():
        number = Number(name, getattr(standing, name), getattr(SHIPPED, name), limit)
        found.setdefault(limit.rule, []).append(number)
    return found
