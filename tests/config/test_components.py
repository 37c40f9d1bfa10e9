"""The components: what they say, and that nothing a person typed becomes markup."""

import gzip
import re
from pathlib import Path
from types import SimpleNamespace

import pytest
from django import forms
from django.conf import settings
from django.contrib.auth.models import AnonymousUser
from django.template import engines
from django.template.loader import render_to_string
from django.test import Client, RequestFactory
from django.urls import reverse

from config.gallery import SampleForm, colour_names
from config.storage import lean
from config.templatetags.ui import dose_text
from config.widgets import ScaleWidget
from tests.factories.accounts import StaffFactory, UserFactory


def draw(source: str, **values: object) -> str:
    """Render a scrap of template with the product's tags."""
    return engines["django"].from_string("{% load ui %}" + source).render(values)


class Discomfort(forms.Form):
    score = forms.IntegerField(required=False, min_value=0, max_value=10, widget=ScaleWidget)


class Baseline(forms.Form):
    score = forms.IntegerField(min_value=0, max_value=10, widget=ScaleWidget)


def checked_values(html: str) -> list[str]:
    """List the values of the checked inputs."""
    return re.findall(r'value="([^"]*)"[^>]* checked', html)


@pytest.mark.parametrize(
    ("dose", "sided", "words"),
    [
        ((2, 1, 15), "each", "2 × 15 s each side"),
        ((1, 3, 20), "no", "3 × 20 s"),
        ((2, 3, 20), "no", "2 sets of 3 × 20 s"),
        ((1, 10, None), "alternating", "10 times each side"),
        ((1, 1, None), "no", "1 time"),
        ((2, 8, None), "no", "2 × 8"),
        ((1, 1, 300), "no", "5 min"),
        ((1, 1, 90), "no", "1 min 30 s"),
    ],
)
def test_a_dose_is_said_as_people_say_it(dose: tuple[int, int, int | None], sided: str, words: str) -> None:
    """Sets, repetitions and seconds become one short phrase."""
    assert dose_text(*dose, sided=sided) == words


def test_the_dose_tag_takes_objects_and_dictionaries() -> None:
    """Models and frozen records have attributes, stored snapshots have keys."""
    source = '{% dose given "each" %}'
    assert draw(source, given=SimpleNamespace(sets=2, reps=1, hold=15)) == draw(
        source, given={"sets": 2, "reps": 1, "hold": 15}
    )


def test_an_unanswered_scale_has_chosen_no_answer() -> None:
    """No number is ever invented."""
    html = str(Discomfort()["score"])
    assert checked_values(html) == [""]
    assert html.count('type="radio"') == 12


def test_an_answered_scale_shows_the_number() -> None:
    """Zero is an answer as well."""
    assert checked_values(str(Discomfort(initial={"score": 0})["score"])) == ["0"]


def test_an_empty_answer_stays_none() -> None:
    """ "No answer" cleans to nothing, not to zero."""
    form = Discomfort({"score": ""})
    assert form.is_valid()
    assert form.cleaned_data["score"] is None


def test_a_required_scale_has_no_way_not_to_answer() -> None:
    """Eleven numbers and nothing beside them."""
    assert str(Baseline()["score"]).count('type="radio"') == 11


def test_the_ends_of_the_scale_say_what_they_mean() -> None:
    """The anchor words are part of the first and the last button's name."""
    html = str(Discomfort()["score"])
    assert "no discomfort" in re.search(r">0<.*?</label>", html, re.DOTALL)[0]
    assert "worst imaginable" in re.search(r">10<.*?</label>", html, re.DOTALL)[0]


def test_a_wrong_field_is_tied_to_its_help_and_its_error() -> None:
    """A screen reader says both with the field."""
    html = SampleForm({"email": "kim@"})["email"].as_field_group()
    assert 'aria-describedby="id_email_helptext id_email_error"' in html
    assert 'aria-invalid="true"' in html
    assert 'id="id_email_error"' in html
    assert 'value="kim@"' in html


def test_the_error_summary_links_every_error_to_its_field() -> None:
    """Each entry leads to an element that is there."""
    form = SampleForm({"email": "kim@"})
    html = draw("{% error_summary form %}", form=form) + "".join(field.as_field_group() for field in form)
    targets = re.findall(r'href="#([^"]+)"', html)
    assert len(targets) == len(form.errors)
    assert all(f'id="{target}"' in html for target in targets)


def test_the_error_summary_is_where_a_page_that_comes_back_begins() -> None:
    """It takes the focus itself, after a full load and after a swap."""
    html = draw("{% error_summary form %}", form=Discomfort({"score": "11"}))
    assert re.search(r'<div[^>]* tabindex="-1" autofocus id="errors">', html)


def test_a_right_form_has_no_error_summary() -> None:
    """Nothing to check, nothing said."""
    assert draw("{% error_summary form %}", form=Discomfort({"score": "3"})).strip() == ""


@pytest.mark.parametrize(
    "source",
    [
        "{% panel title=word %}{% endpanel %}",
        "{% card title=word href=word %}{% endcard %}",
        "{% pagehead title=word lead=word %}{% endpagehead %}",
        "{% empty title=word %}{{ word }}{% endempty %}",
        "{% badge word %}{% stat word word %}{% stepper 1 2 word %}",
        "{% breadcrumb word word word %}",
    ],
)
def test_components_escape_what_people_typed(source: str) -> None:
    """Markup in a name is shown as text."""
    html = draw(source, word='<script>"')
    assert "<script>" not in html
    assert "&lt;script&gt;&quot;" in html


def test_a_tone_is_said_in_words_too() -> None:
    """Colour and icon are not the only signs of a caution."""
    assert "Take care" in draw('{% panel title="Wrists" tone="caution" %}x{% endpanel %}')


def test_the_page_in_the_navigation_is_marked() -> None:
    """Exactly the entry that leads here says so; one above it says that it is on the way."""
    source = '{% load ui %}{% nav_link "exercise_list" "Stretches" %}'
    template = engines["django"].from_string(source)
    here = reverse("exercise_list")
    pages = {here: 'aria-current="page"', f"{here}cat-cow/": 'aria-current="true"'}
    for path, mark in pages.items():
        assert mark in template.render({}, RequestFactory().get(path))
    assert "aria-current" not in template.render({}, RequestFactory().get("/accounts/"))


def test_a_link_without_an_address_is_left_out() -> None:
    """The frame must not fail for want of a page."""
    assert draw('{% nav_link "no_such_page" "Nowhere" %}').strip() == ""


def test_every_link_of_the_frame_has_an_address() -> None:
    """Left-out links are for emergencies; here all are there."""
    parts = [Path(settings.BASE_DIR, "templates/components", name) for name in ("site_head.html", "site_foot.html")]
    names = re.findall(r'{% (?:nav_link|url) "([\w:]+)"', "".join(part.read_text() for part in parts))
    assert len(names) > 8
    assert all(reverse(name) for name in names)


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "405.html", "500.html"])
def test_error_pages_need_nothing(name: str) -> None:
    """They are drawn when much is broken: without a request, a person or the database."""
    html = render_to_string(name)
    assert '<h1 id="title">' in html
    assert 'href="/"' in html


def test_a_visitors_page_asks_for_no_cookie() -> None:
    """The token for htmx is for members; a visitor's page is the same for everybody."""
    request = RequestFactory().get("/")
    request.user = AnonymousUser()
    render_to_string("404.html", request=request)
    assert "CSRF_COOKIE_NEEDS_UPDATE" not in request.META


def test_the_chosen_colours_reach_the_page() -> None:
    """Whoever picked dark gets dark, whatever the device prefers."""
    user = SimpleNamespace(pk=1, is_authenticated=True, is_staff=False, theme="dark")
    assert 'data-theme="dark"' in render_to_string("404.html", {"user": user})
    user.theme = "auto"
    assert "data-theme" not in render_to_string("404.html", {"user": user})


def test_messages_swap_into_the_live_region() -> None:
    """The region itself stays, or screen readers would miss the change."""
    html = render_to_string("components/messages.html", {"messages": ["<b>"], "hx_oob": True})
    assert 'id="messages" role="status" hx-swap-oob="innerHTML"' in html
    assert "&lt;b&gt;" in html


@pytest.mark.django_db
def test_the_gallery_is_for_staff(client: Client) -> None:
    """A member finds no such page, a visitor is asked to sign in."""
    assert client.get("/gallery/").status_code == 302
    client.force_login(UserFactory())
    assert client.get("/gallery/").status_code == 404
    client.force_login(StaffFactory())
    page = client.get("/gallery/").content.decode()
    assert all(f"<code>{name}</code>" in page for name in colour_names())


def luminance(colour: str) -> float:
    """Relative luminance, WCAG 2.2."""
    parts = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    red, green, blue = (part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Contrast ratio of two colours, WCAG 2.2."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


TEXT_ON = [
    *(
        (text, ground)
        for ground in ("paper", "surface", "sunk", "primary-soft")
        for text in ("ink", "ink-soft", "primary")
    ),
    *(
        (text, f"{tone}-soft")
        for tone in ("info", "caution", "danger", "success")
        for text in ("ink", "ink-soft", tone)
    ),
    ("on-primary", "primary"),
    ("on-primary", "primary-strong"),
    ("on-danger", "danger"),
    ("now-ink", "now"),
    ("now-soft", "now"),
    ("now-button-ink", "now-button"),
]
SHAPE_ON = [
    (shape, ground) for ground in ("paper", "surface") for shape in ("line-strong", "focus", "chart-1", "chart-2")
]


@pytest.mark.parametrize("scheme", [0, 1], ids=["light", "dark"])
def test_colours_have_the_contrast_that_eyes_need(scheme: int) -> None:
    """Text 4.5 to 1, shapes 3 to 1, by day and by night."""
    css = Path(settings.BASE_DIR, "static/css/tokens.css").read_text()
    found = {name: pair for name, *pair in re.findall(r"--([\w-]+): light-dark\((#\w{6}), (#\w{6})\)", css)}
    needs = [(pair, 4.5) for pair in TEXT_ON] + [(pair, 3.0) for pair in SHAPE_ON]
    weak = [pair for pair, need in needs if contrast(found[pair[0]][scheme], found[pair[1]][scheme]) < need]
    assert weak == []


def test_all_styles_together_stay_small() -> None:
    """13 KB compressed, as they are served: a first visit on a slow line."""
    sheets = sorted(Path(settings.BASE_DIR, "static/css").glob("*.css"))
    assert sum(len(gzip.compress(lean(sheet.read_bytes()))) for sheet in sheets) <= 13 * 1024
