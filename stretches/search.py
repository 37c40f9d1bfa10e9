"""Find exercises and questions by words, and exercises by what they are."""

import unicodedata

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext_lazy as _

from .models import Level, Position, Sided

APOSTROPHES = "'`\u2018\u2019\u02bc\u2032"
HYPHENS = "-\u2010\u2011\u2012\u2013\u2212"
SIGNS = str.maketrans(HYPHENS, " " * len(HYPHENS), f"{APOSTROPHES}\u00ad")
"""What people type one way and texts print another: hyphens part words, apostrophes and soft hyphens are nothing."""


def folded(text):
    """A text as it is compared: without accents, upper case and apostrophes, a space for each hyphen."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign)).translate(SIGNS)


def has_words(text, query):
    """Whether every word of the query is somewhere in the text."""
    text = folded(text)
    return all(word in text for word in folded(query).split())


def text_of(exercise):
    """What a search looks through: names, summary, steps of every form, areas.

    An area's address counts too: it is what a physiotherapist says ("glutes") where the name is plain ("buttocks").
    """
    forms = exercise.forms.all()
    parts = [exercise.name, exercise.also_known_as, exercise.summary]
    parts += [text for area in exercise.areas.all() for text in (area.name, area.slug)]
    parts += [text for form in forms for text in (form.name, form.steps)]
    return "\n".join(parts)


class Choice(forms.ChoiceField):
    """One of a list, or nothing."""

    default_error_messages = {"invalid_choice": _("We don’t know this choice, so it filters nothing.")}

    def __init__(self, **kwargs):
        super().__init__(required=False, **kwargs)


def capitalised(choices):
    """The choices with labels that begin a line."""
    return [(value, capfirst(label)) for value, label in choices.choices]


class Search(forms.Form):
    """A form in the address: what can't be read narrows nothing and is reported."""

    @property
    def complaints(self):
        """What was left out and why, a line each."""
        return [f"{self.fields[name].label}: {error}" for name, errors in self.errors.items() for error in errors]


class QuestionSearch(Search):
    """The words to look for in questions and answers."""

    q = forms.CharField(label=_("Search the questions"), required=False, max_length=100)

    def found(self, questions):
        """The questions that have all the words; all of them while the search can't be read."""
        query = self.cleaned_data.get("q", "")
        return [item for item in questions if not query or has_words(f"{item.question}\n{item.answer}", query)]


class ExerciseSearch(Search):
    """Words and filters of the catalogue, all from the address."""

    q = forms.CharField(label=_("Search"), required=False, max_length=100)
    position = Choice(label=_("Position"), choices=[("", _("Any position")), *capitalised(Position)])
    level = Choice(label=_("Level"), choices=[("", _("Any level")), *capitalised(Level)])
    sided = Choice(label=_("Sides"), choices=[("", _("Any sides")), *capitalised(Sided)])
    floor = Choice(label=_("No floor needed"), choices=[("", ""), ("no", _("No floor needed"))])

    def __init__(self, data, areas):
        super().__init__(data, auto_id="filter_%s")
        choices = [("", _("Any area")), *((area.slug, area.name) for area in areas)]
        self.fields["area"] = Choice(label=_("Works on"), choices=choices)

    @property
    def selects(self):
        """The filters that are lists to choose from."""
        return [self[name] for name in ("area", "position", "level", "sided")]

    def found(self, exercises):
        """The exercises that have all the words and pass every filter, in the order given."""
        return [exercise for exercise in exercises if self._fits(exercise, self.cleaned_data)]

    def _fits(self, exercise, wanted):
        forms = list(exercise.forms.all())
        if wanted.get("floor"):
            forms = [form for form in forms if not form.needs_floor]
        if wanted.get("position"):
            forms = [form for form in forms if form.position == wanted["position"]]
        return bool(
            forms
            and wanted.get("level", "") in ("", str(exercise.level))
            and wanted.get("sided", "") in ("", exercise.sided)
            and (not wanted.get("area") or any(area.slug == wanted["area"] for area in exercise.areas.all()))
            and (not wanted.get("q") or has_words(text_of(exercise), wanted["q"]))
        )
