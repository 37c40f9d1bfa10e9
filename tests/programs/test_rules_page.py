"""The public page of the rules: every rule, the numbers of this server, who may change them."""

import pytest
from django.urls import reverse

from programs import rulebook, thresholds
from programs.models import Threshold
from programs.rules.sentences import SENTENCES
from programs.rules.table import RULES
from programs.rules.thresholds import SHIPPED, limits, with_settings
from tests.factories.accounts import UserFactory

from .conftest import signed_in

pytestmark = pytest.mark.django_db


def test_a_visitor_reads_every_rule(visitor):
    """Each rule has its anchor, what it looks at, what it does, its source and an example."""
    page = visitor.get("/rules/").text
    for rule in RULES:
        assert f'id="{rule.id}"' in page
    rendered = page.replace("&#x27;", "'")
    assert all(text in rendered for text in (RULES[0].looks_at, RULES[0].does, RULES[0].source, RULES[0].example))


def test_every_rule_that_decides_is_published():
    """A sentence's rule is in the table, and each rule stands in exactly one family."""
    families = rulebook.families(SHIPPED)
    published = [card.rule.id for family in families for card in family.cards]
    assert sorted(published) == sorted(rule.id for rule in RULES)
    assert {sentence.partition(".")[0] for sentence in SENTENCES} <= set(published)


@pytest.mark.parametrize("anchor", [*"STNPAFG", "terms", "order", "undo", "sources", "note"])
def test_each_part_can_be_linked_to(visitor, anchor):
    """The families by their letter, and the parts around them."""
    assert f'id="{anchor}"' in visitor.get("/rules/").text


def test_the_page_says_what_the_model_was_tested_on(visitor):
    """The honest note stands on the page."""
    page = visitor.get("/rules/").text
    assert "tendons and knees, not on backs" in page
    assert "not a medical device" in page


def test_a_number_of_this_server_is_shown_with_the_shipped_one(visitor):
    """Staff made red stricter: the card and the words say so."""
    Threshold.objects.create(name="red_rise", value=2)
    page = visitor.get("/rules/").text
    assert "2 points" in page
    assert "set here; 3 points as it ships" in page
    assert "A rise of 2 or more, or 6 and more with a rise, or sharp." in page


def test_every_threshold_has_words():
    """No number of the rules is shown by its name in the code."""
    assert set(thresholds.LABELS) == set(limits())


def test_a_number_that_is_no_longer_allowed_does_not_count():
    """Nor does one that a release no longer knows."""
    Threshold.objects.create(name="red_rise", value=5)
    Threshold.objects.create(name="gone", value=5)
    Threshold.objects.create(name="calm_mornings", value=3)
    assert thresholds.current() == with_settings({"calm_mornings": 3})


@pytest.mark.parametrize(
    ("value", "unit", "words"),
    [(1, "days", "1 day"), (14, "days", "14 days"), (1.0, "points", "1 point"), (1.5, "points", "1.5 points"),
     (0.75, "share", "75 percent")],
)  # fmt: skip
def test_numbers_are_said_with_their_unit(value, unit, words):
    """Whole numbers without a point, shares in percent."""
    assert thresholds.say(value, unit) == words


def test_the_page_costs_one_query(visitor, queries_of):
    """With one changed number or with many."""
    assert queries_of(visitor, "/rules/") == 1
    Threshold.objects.bulk_create(Threshold(name=name, value=getattr(SHIPPED, name)) for name in list(limits())[:30])
    assert queries_of(visitor, "/rules/") == 1


@pytest.fixture
def administrator(db):
    """An administrator's browser."""
    return signed_in(UserFactory(is_staff=True, is_superuser=True))


ADD = "/admin/programs/threshold/add/"


def test_an_administrator_makes_a_number_stricter(administrator):
    """It counts at once, and its history says who set what."""
    administrator.post(ADD, {"name": "red_rise", "value": "2"})
    assert thresholds.current().red_rise == 2
    one = Threshold.objects.get()
    administrator.post(reverse("admin:programs_threshold_change", args=[one.pk]), {"value": "3"})
    assert thresholds.current().red_rise == 3
    history = administrator.get(reverse("admin:programs_threshold_history", args=[one.pk]))
    assert len(history.context["rows"]) == 2


@pytest.mark.parametrize(
    ("name", "value", "message"),
    [("red_rise", "4", "never looser"), ("red_rise", "1", "from 2 to 5"), ("red_rise", "2.5", "whole number"),
     ("calm_mornings", "9", "from 1 to 7")],
)  # fmt: skip
def test_a_number_outside_its_limits_is_refused(administrator, name, value, message):
    """The page says why and keeps what was typed."""
    page = administrator.post(ADD, {"name": name, "value": value})
    assert page.status_code == 422
    assert message in page.text
    assert f'value="{value}"' in page.text
    assert not Threshold.objects.exists()


def test_an_earlier_number_is_put_back(administrator):
    """From its history."""
    administrator.post(ADD, {"name": "red_rise", "value": "2"})
    one = Threshold.objects.get()
    administrator.post(reverse("admin:programs_threshold_change", args=[one.pk]), {"value": "3"})
    history = administrator.get(reverse("admin:programs_threshold_history", args=[one.pk]))
    first = history.context["rows"][-1]["version"]
    administrator.post(reverse("admin:programs_threshold_version", args=[one.pk, first.pk]))
    assert thresholds.current().red_rise == 2


@pytest.mark.parametrize("who", [{}, {"is_staff": True}])
def test_others_cannot_change_a_number(who):
    """A person, or staff who edit words."""
    browser = signed_in(UserFactory(**who))
    assert browser.post(ADD, {"name": "red_rise", "value": "2"}).status_code in (302, 403)
    assert not Threshold.objects.exists()
