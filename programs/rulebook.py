"""What the page of the rules holds beside their table: the families, the order in which they hold, the sources."""

from dataclasses import dataclass

from django.utils.translation import gettext_lazy as _

from . import thresholds
from .rules.table import RULES, Rule

FAMILIES = {
    "S": (_("Safety first"), _("Signs that need someone to look at you before you go on.")),
    "T": (_("During a session"), _("What a single answer does, at once or next time.")),
    "N": (_("The next morning"), _("How your back took the last session.")),
    "P": (_("Progress"), _("When a dose rises, and what happens at the top.")),
    "A": (_("Days away"), _("When life gets in the way.")),
    "F": (_("When it does not settle"), _("When it is time to ask a doctor or physiotherapist.")),
    "G": (_("Over the weeks"), _("Whether it helps.")),
}

PRECEDENCE = ("S", "T4", "T6", "T3", "N3", "N2", "F", "A", "P", "G", "T5", "T2", "T1")
"""The most careful first, as published; `rules.precedence` places the others beside their family."""

SOURCES = [
    (
        "Thomeé 1997; Silbernagel 2007",
        _("Pain-monitoring model: 0-2 green, 3-5 amber, 6-10 red. It was tested on tendons and knees, not on backs."),
    ),
    ("Smith 2019", _("Look at how much the discomfort changes, and not only at how high it is.")),
    ("IFOMPT 2020", _("Signs of serious illness behind back pain. One alone says little, so Limber gives no score.")),
    ("NHS", _("The model for saying these signs in plain words.")),
    ("ACSM", _("Holds of 10 to 30 seconds, two to four times, on at least two or three days a week.")),
    ("Ingram 2024", _("More than 4 minutes a session or 10 minutes a week on one muscle area brings nothing.")),
    ("Ostelo 2008", _("What size of change in back pain most people notice.")),
    (
        "Saper 2013",
        _("A yoga trial. Its one serious event came from a head thrown back; here the head follows the spine."),
    ),
    ("WHO 2023; Cochrane 2021", _("Exercise helps chronic back pain a little to moderately.")),
    ("Owen 2020", _("A comparison of many kinds of exercise: stretching alone did not beat doing nothing.")),
    ("Sherman 2011", _("Stretching classes helped as much as yoga classes.")),
]
"""What is cited anywhere in the rules and texts, and what it says."""


@dataclass(frozen=True)
class Card:
    """A rule with its numbers on this server."""

    rule: Rule
    numbers: list[thresholds.Number]

    @property
    def is_changed(self):
        """Whether this server uses another number than ships."""
        return any(number.is_changed for number in self.numbers)


@dataclass(frozen=True)
class Family:
    """The rules of one letter."""

    letter: str
    title: object
    lead: object
    cards: list[Card]


def families(standing):
    """All published rules by family, each with its numbers; `standing` are the thresholds of this server."""
    numbers = thresholds.numbers(standing)
    cards = [Card(rule, numbers.get(rule.id, [])) for rule in RULES]
    return [
        Family(letter, title, lead, [card for card in cards if card.rule.id.startswith(letter)])
        for letter, (title, lead) in FAMILIES.items()
    ]
