"""Whom to call, by the host's country (LIMBER_COUNTRY): what brings an ambulance, and who advises out of hours.

Numbers in general use when this was written; nobody has checked them against the services' own pages since, so a host
looks theirs up before inviting people (docs/operations.md). A country that isn't listed, or whose number depends on the
place or the phone, gets words that hold anywhere.
"""

from dataclasses import dataclass

from django.conf import settings
from django.utils.translation import gettext_lazy as _


@dataclass(frozen=True)
class Help:
    """`number` brings an ambulance, `place` is where people go; `line` and `line_name` give advice when no sign is an
    emergency. Empty: not known."""

    number: str = ""
    place: object = _("an emergency department")
    line: str = ""
    line_name: object = ""

    @property
    def tel(self):
        """The number as a link dials it."""
        return self.number.replace(" ", "")

    @property
    def line_tel(self):
        """The advice line as a link dials it."""
        return self.line.replace(" ", "")


ANYWHERE = Help()

_COUNTRIES = {
    "AT": Help("144", line="1450", line_name=_("the health line")),
    "AU": Help("000", line="1800 022 222", line_name=_("healthdirect")),
    "CA": Help("911", place=_("an emergency room"), line="811", line_name=_("the health line of most provinces")),
    "CH": Help("144"),
    "DE": Help("112", line="116 117", line_name=_("the on-call doctors’ service")),
    "GB": Help("999", place=_("A&E"), line="111", line_name=_("NHS 111")),
    "HK": Help("999", place=_("A&E")),
    "IE": Help("112"),
    "JP": Help("119"),
    "KR": Help("119"),
    "NO": Help("113", line="116 117", line_name=_("the out-of-hours doctors’ service")),
    "NZ": Help("111", line="0800 611 116", line_name=_("Healthline")),
    "SE": Help("112", line="1177", line_name=_("the health line")),
    "SG": Help("995"),
    "US": Help("911", place=_("an emergency room")),
}
_WHERE_112_IS_ENOUGH = "BE BG CY CZ DK EE ES FI FR GR HR HU IS IT LT LU LV MT NL PL PT RO SI SK TR"


def help_in(country):
    """Whom to call in that country (two letters); for an unknown one, or "", what holds anywhere."""
    known = _COUNTRIES.get(country)
    if known is None and country in _WHERE_112_IS_ENOUGH.split():
        return Help("112")
    return known or ANYWHERE


def local_help():
    """Whom to call in the host's country."""
    return help_in(settings.LIMBER_COUNTRY)
