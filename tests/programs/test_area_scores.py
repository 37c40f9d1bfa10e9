"""Areas with side and number: what a person picks on the map becomes rows, and mistakes are said by name."""

import datetime as dt
import re

import pytest
import time_machine
from django import forms
from django.http import QueryDict

from programs.forms.areas import AreaScoresField
from programs.models import Side
from tests.factories.programs import MONDAY, AreaScoreFactory, CheckInFactory
from tests.factories.stretches import BodyAreaFactory


class Place(str):
    """An area that needs no database: its slug is its name."""

    @property
    def slug(self):
        return str(self)


BACK, HIPS, NECK = Place("lower-back"), Place("hips"), Place("neck")


class Where(forms.Form):
    """A form that asks for nothing else."""

    def __init__(self, *args, **kwargs):
        super().__init__(*args, **kwargs)
        self.fields["areas"] = AreaScoresField(areas=[BACK, HIPS, NECK], label="Where is it?")


def sent(text):
    """The form as a browser sends it."""
    return Where(QueryDict(text))


def rows(text):
    form = sent(text)
    assert form.is_valid(), form.errors
    return form.cleaned_data["areas"]


def ticked(html):
    return re.findall(r'type="checkbox" name="areas" value="([\w-]+)"[^>]* checked', html)


def chosen(html, name):
    return re.findall(rf'name="{name}" value="(\w*)"[^>]* checked', html)


def test_an_area_has_a_side_and_a_number():
    """One row, in catalogue order whatever the order of the ticks."""
    neck = "areas=neck&areas-neck-side=left&areas-neck-score=0"
    back = "areas=lower-back&areas-lower-back-side=both&areas-lower-back-score=7"
    assert rows(f"{neck}&{back}") == [(BACK, Side.BOTH, 7), (NECK, Side.LEFT, 0)]


def test_left_and_right_may_differ():
    """Then the area gives two rows."""
    text = "areas=hips&areas-hips-side=differ&areas-hips-score=2&areas-hips-right=5"
    assert rows(text) == [(HIPS, Side.LEFT, 2), (HIPS, Side.RIGHT, 5)]


def test_a_missing_side_is_both():
    """A browser may leave it out."""
    assert rows("areas=hips&areas-hips-score=10") == [(HIPS, Side.BOTH, 10)]


def test_numbers_of_unticked_areas_do_not_count():
    """Unticking takes the answer back, though the hidden row still sends it."""
    assert rows("areas-hips-side=left&areas-hips-score=4") == []


def test_nothing_picked_is_no_row():
    """No answer is no number."""
    assert rows("") == []


@pytest.mark.parametrize("score", ["", "11", "-1", "3.5", "x", "\0", "1" * 100_000, "٣"])
def test_a_ticked_area_needs_a_number_from_0_to_10(score):
    """The error names the area; what was picked stays picked."""
    data = QueryDict(mutable=True)
    data.update({"areas": "hips", "areas-hips-side": "left", "areas-hips-score": score})
    form = Where(data)
    assert not form.is_valid()
    assert form.errors["areas"] == ["hips: choose a number from 0 to 10, or untick it."]
    html = str(form["areas"])
    assert ticked(html) == ["hips"]
    assert chosen(html, "areas-hips-side") == ["left"]


def test_both_numbers_are_needed_where_the_sides_differ():
    """One of two is not enough."""
    form = sent("areas=hips&areas-hips-side=differ&areas-hips-score=2")
    assert form.errors["areas"] == ["hips: choose a number for the left and one for the right, or untick it."]


def test_every_area_that_lacks_something_is_named():
    """All mistakes at once, not one after the other."""
    form = sent("areas=hips&areas=neck&areas-neck-side=up&areas-neck-score=3")
    assert len(form.errors["areas"]) == 2


def test_areas_that_are_not_there_are_left_out():
    """Made-up names reach nothing, however many."""
    assert rows("&".join(f"areas=no-{number}" for number in range(500))) == []


def test_what_was_stored_is_shown():
    """The form of a check-in of the past opens with its rows."""
    html = str(Where(initial={"areas": [(BACK, Side.LEFT, 4), (HIPS, Side.LEFT, 1), (HIPS, Side.RIGHT, 6)]})["areas"])
    assert ticked(html) == ["lower-back", "hips"]
    assert (chosen(html, "areas-lower-back-side"), chosen(html, "areas-lower-back-score")) == (["left"], ["4"])
    assert chosen(html, "areas-hips-side") == ["differ"]
    assert (chosen(html, "areas-hips-score"), chosen(html, "areas-hips-right")) == (["1"], ["6"])


def test_a_row_for_both_sides_stands_for_the_side_that_has_none():
    """Data from elsewhere may have "both" beside "left"; one area has one answer a side."""
    html = str(Where(initial={"areas": [(HIPS, Side.BOTH, 3), (HIPS, Side.LEFT, 6)]})["areas"])
    assert (chosen(html, "areas-hips-score"), chosen(html, "areas-hips-right")) == (["6"], ["3"])


def test_a_number_that_was_not_given_is_not_chosen():
    """No number is ever invented."""
    html = str(Where()["areas"])
    assert ticked(html) == []
    assert chosen(html, "areas-hips-score") == []


def test_only_picked_areas_are_asked_about():
    """All areas at once would be 500 inputs; the questions for the others wait once, without a name."""
    html = str(sent("areas=hips")["areas"])
    page, _, template = html.partition("<template>")
    names = re.compile(r'name="areas-([^"]+)" value="2"')
    assert names.findall(page) == ["hips-score", "hips-right"]
    assert names.findall(template) == ["-score", "-right"]


def test_a_link_to_the_field_leads_to_its_first_checkbox():
    """The list of errors links there."""
    field = Where()["areas"]
    assert f'id="{field.id_for_label}"' in str(field)


def test_ids_are_unique():
    """The checkboxes; what is asked about them needs none."""
    ids = re.findall(r' id="([^"]+)"', str(Where()["areas"]))
    assert len(ids) == len(set(ids))


def test_a_form_knows_whether_it_was_changed():
    """The same rows are no change, another number is one."""
    initial = {"areas": [(HIPS, Side.LEFT, 1)]}
    same = Where(QueryDict("areas=hips&areas-hips-side=left&areas-hips-score=1&areas-hips-right="), initial=initial)
    other = Where(QueryDict("areas=hips&areas-hips-side=left&areas-hips-score=2"), initial=initial)
    assert not same.has_changed()
    assert other.has_changed()


@pytest.fixture
def sore(owner):
    """A back that hurt twice in the last days and once long ago, and a neck that did not."""
    with time_machine.travel(dt.datetime.combine(MONDAY, dt.time(10), tzinfo=dt.UTC), tick=False):
        back, neck = BodyAreaFactory(name="Lower back"), BodyAreaFactory(name="Neck")
        for days in (0, 3, 60):
            checkin = CheckInFactory(owner=owner, day=MONDAY - dt.timedelta(days=days))
            AreaScoreFactory(checkin=checkin, area=back, side="left", score=4)
            AreaScoreFactory(checkin=checkin, area=back, side="right", score=2)
            AreaScoreFactory(checkin=checkin, area=neck, score=0)
        yield back


@pytest.mark.django_db
def test_progress_shows_where_it_hurt(member, sore):
    """Check-ins of the last four weeks, each counted once however many sides; 0 is no pain."""
    page = member.get("/progress/").text
    part = page.partition('id="areas"')[2].partition("</section>")[0]
    assert re.findall(r"<li>([^<]+): <span class=\"num\">([^<]+)<", part) == [("Lower back", "2 times")]


@pytest.mark.django_db
def test_progress_shows_nobody_elses_pain(stranger, sore):
    """A stranger's map has none of it."""
    assert 'id="areas"' not in stranger.get("/progress/").text
