"""One exercise: its page, its sheet, and every fact that ships."""

import html
import re
import tomllib
from io import BytesIO

import pytest
from django.core.files.base import ContentFile
from PIL import Image

from stretches import loading
from stretches.doses import seconds_text
from stretches.models import BodyArea, Condition, Direction, Equipment, Kind, Photo, Position, Sided
from stretches.templatetags.catalogue import markdown
from tests.factories.stretches import CautionFactory, ConditionFactory, ExerciseFactory, FormFactory

pytestmark = pytest.mark.django_db

SLUGS = sorted(path.stem for path in (loading.CONTENT / "exercises").glob("*.toml"))


def words(response):
    """The page's text without tags, white space made even."""
    text = re.sub(r"<[^>]+>", " ", response.content.decode())
    return even(html.unescape(text))


def even(text):
    return " ".join(str(text).split()).lower()


def read(name):
    return tomllib.loads((loading.CONTENT / name).read_text("utf-8"))


def missing(client, path, told_of):
    """What should be told and is not on the page at that path, for each exercise that ships."""
    pages = {slug: words(client.get(path.format(slug))) for slug in SLUGS}
    return [(slug, item) for slug, page in pages.items() for item in told_of(slug) if even(item) not in page]


def words_of(slug):
    """Names, purpose, breath, image, mistakes, cautions, and each form's steps."""
    text = read(f"en/exercises/{slug}.toml")
    told = [text[field] for field in ("name", "summary", "breath", "image", "caution")]
    told += text["also_known_as"] + text["mistakes"] + list(text.get("cautions", {}).values())
    told += [html.unescape(re.sub(r"<[^>]+>", " ", markdown(text["purpose"])))]
    for form in text["forms"].values():
        told += [form["name"], form["cue"], *form["steps"]]
    return told


def facts_of(slug):
    """Areas, level, kinds, sides, direction, and for each form position, equipment and doses."""
    facts = read(f"exercises/{slug}.toml")
    told = [BodyArea.objects.get(slug=area).name for area in facts["areas"]]
    told += [Kind(kind).label for kind in facts["kinds"]]
    told += [Sided(facts["sided"]).label, Direction(facts["direction"]).label]
    told += [["gentle", "moderate", "deep"][facts["level"] - 1]]
    told += [Condition.objects.get(slug=row["condition"]).question for row in facts.get("cautions", [])]
    for form in facts["forms"].values():
        told += [Position(form["position"]).label, *(Equipment(item).label for item in form["equipment"])]
        for dose in (form["start"], form["top"]):
            told += [f"{dose['reps']} time"] if dose["reps"] > 1 else []
            told += [f"{dose['sets']} sets"] if dose["sets"] > 1 else []
            told += [seconds_text(dose["hold"])] if "hold" in dose else []
    return told


def needs_of(slug):
    """What one needs on the mat: steps, breath, image, cautions and doses."""
    text = read(f"en/exercises/{slug}.toml")
    told = [*text["forms"]["usual"]["steps"], text["breath"], text["image"], text["caution"], *text["mistakes"]]
    return [*told, *text["cautions"].values(), "Start with", "Grow up to"]


def test_everything_that_ships_is_on_its_page(client, shipped):
    """No word and no fact of an exercise is left out."""
    assert missing(client, "/stretches/{}/", lambda slug: words_of(slug) + facts_of(slug)) == []


def test_the_sheet_has_what_one_needs_on_the_mat(client, shipped):
    """A sheet can be followed without the screen."""
    assert missing(client, "/stretches/{}/print/", needs_of) == []


def test_cautions_come_before_anything_else(client):
    """The bold caution and what to ask first stand above the steps; a hidden exercise says so."""
    exercise = ExerciseFactory(slug="cat", caution="See a doctor first.")
    easier = FormFactory(exercise=exercise, easier=True)
    CautionFactory(exercise=exercise, form=easier, condition=ConditionFactory(question="Sore wrists?"), advice="Lean.")
    CautionFactory(exercise=exercise, effect="hide", condition=ConditionFactory(question="A hernia?"))
    text = client.get("/stretches/cat/").content.decode()
    order = [
        "<strong>See a doctor first.</strong>",
        "Sore wrists?",
        "Lean.",
        "#form-easier",
        "A hernia?",
        "How it goes",
    ]
    places = [text.index(piece) for piece in order]
    assert places == sorted(places)
    assert text.count("Limber leaves this exercise out of your plan.") == 1


def test_the_sequence_leads_on(client):
    """Previous and next follow the catalogue's order; its ends have one neighbour."""
    pieces = [ExerciseFactory(slug=slug, name=slug.title()) for slug in ("aa", "bb", "cc")]
    ExerciseFactory(slug="hidden", order=pieces[1].order, status="draft")
    text = client.get("/stretches/bb/").content.decode()
    assert 'rel="prev" href="/stretches/aa/"' in text
    assert 'rel="next" href="/stretches/cc/"' in text
    assert 'rel="prev"' not in client.get("/stretches/aa/").content.decode()
    assert 'rel="next"' not in client.get("/stretches/cc/").content.decode()


def test_each_page_says_when_to_stop(client):
    """Every exercise page says when to stop and whom to ask."""
    ExerciseFactory(slug="cat")
    page = words(client.get("/stretches/cat/"))
    assert "stop at sharp pain, numbness, tingling or dizziness" in page
    assert "ask a doctor or physiotherapist first" in page


def test_the_sheet_of_all_has_all(client, shipped):
    """One sheet an exercise, in order."""
    text = client.get("/stretches/print/").content.decode()
    assert text.count('class="sheet') == 12
    assert text.index("Supine position") < text.index("Heel slides") < text.index("Camel pose")


def test_every_answer_that_ships_is_on_its_page(client, shipped):
    """Question and answer, word by word."""
    for path in (loading.CONTENT / "en/questions").glob("*.toml"):
        page, text = words(client.get(f"/questions/{path.stem}/")), read(f"en/questions/{path.name}")
        answer = html.unescape(re.sub(r"<[^>]+>", " ", markdown(text["answer"])))
        assert even(text["question"]) in page
        assert even(answer) in page


def test_a_photo_shows_with_what_it_is_and_whose(client):
    """Words for those who don't see it, credit and licence for its maker."""
    file = BytesIO()
    Image.new("RGB", (4, 3)).save(file, "PNG")
    photo = Photo(exercise=ExerciseFactory(slug="cat"), licence="cc-by-4.0", credit="Ada", alt="Two people on mats")
    photo.image.save("mats.png", ContentFile(file.getvalue()))
    text = client.get("/stretches/cat/").content.decode()
    assert 'alt="Two people on mats"' in text
    assert "Photo: Ada, CC BY 4.0" in text


@pytest.mark.parametrize("path", ["/", "/stretches/", "/questions/", "/stretches/print/"])
def test_pages_stand_before_any_content_is_there(client, path):
    """An empty database has pages too."""
    assert client.get(path).status_code == 200
