"""Photos: drawn anew, without what hides in the file; everything else is refused in words."""

import os
import time
from io import BytesIO, StringIO
from zlib import crc32

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.core.management import call_command
from django.test import Client
from PIL import Image
from PIL.TiffImagePlugin import IFDRational

from stretches import photos, versions
from stretches.models import Photo
from tests.editing import form_on, said, send
from tests.factories.editors import EditorFactory
from tests.factories.stretches import ExerciseFactory

from .conftest import browser_of

FORM = "exercise_form"
WHERE = {1: "N", 2: (IFDRational(52), IFDRational(31), IFDRational(0))}


def picture(kind="JPEG", size=(40, 20), colour="red", **options):
    """A picture as an upload."""
    held = BytesIO()
    Image.new("RGB", size, colour).save(held, kind, **options)
    return SimpleUploadedFile(f"holiday.{kind.lower()}", held.getvalue())


def kept_file():
    """The bytes of the only photo's file."""
    with Photo.objects.get().image.open() as file:
        return file.read()


def kept_picture():
    """The only photo as it is kept."""
    return Image.open(BytesIO(kept_file()))


@pytest.fixture(scope="module")
def lying(shared_rows):
    """An exercise, and what its page holds."""
    with shared_rows():
        exercise = ExerciseFactory(slug="lying")
        yield exercise, form_on(browser_of(EditorFactory()), address(exercise), FORM)


def address(exercise, page="change/"):
    return f"/admin/stretches/exercise/{exercise.pk}/{page}"


def photo_fields(file):
    """A first photo as typed."""
    return {
        "photos-TOTAL_FORMS": 1,
        "photos-0-image": file,
        "photos-0-alt": "A person on a mat.",
        "photos-0-licence": "own",
        "photos-0-credit": "Ada",
        "photos-0-order": 1,
    }


@pytest.fixture
def upload(editing, lying):
    """Upload a file as a photo of an exercise without one; gives the answer."""

    exercise, held = lying
    return lambda file, **typed: send(editing, address(exercise), held, **{**photo_fields(file), **typed})


@pytest.mark.parametrize("kind", ["JPEG", "PNG", "WEBP"])
def test_a_photo_is_shown_with_its_words_and_credit(upload, kind):
    """The file is a new WebP under a name nobody can guess."""
    upload(picture(kind))
    photo = Photo.objects.get()
    assert (photo.width, photo.height, photo.alt) == (40, 20, "A person on a mat.")
    assert photo.image.name.startswith("photos/")
    assert "holiday" not in photo.image.name
    page = said(Client().get("/stretches/lying/"))
    assert photo.image.url in page
    assert "A person on a mat." in page
    assert Client().get(photo.image.url).getvalue() == kept_file()
    assert kept_picture().format == "WEBP"


def test_place_and_time_are_taken_out_and_the_picture_is_upright(upload):
    """A camera writes where it was; turned pictures are turned in the file."""
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by a quarter
    exif[0x8825] = WHERE
    upload(picture(exif=exif.tobytes()))
    assert kept_picture().size == (20, 40)
    assert not kept_picture().getexif()


def test_a_large_photo_is_made_smaller(upload):
    """1600 pixels are enough for every screen it is shown on."""
    upload(picture(size=(4000, 2000)))
    assert kept_picture().size == (1600, 800)


SCRIPT = b"<script>alert(1)</script>"
SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>'


@pytest.mark.parametrize(
    ("file", "message"),
    [
        (SimpleUploadedFile("cat.jpg", SCRIPT, "image/jpeg"), "no picture we can read"),
        (SimpleUploadedFile("cat.svg", SVG, "image/svg+xml"), "no picture we can read"),
        (SimpleUploadedFile("cat.png", b"\x89PNG\r\n\x1a\n" + SCRIPT), "no picture we can read"),
        (SimpleUploadedFile("cat.gif", picture("GIF").read()), "no picture we can read"),
        (SimpleUploadedFile("cat.webp", picture("WEBP").read()[:40]), "no picture we can read"),
        (SimpleUploadedFile("empty.png", b""), "The submitted file is empty"),
        (SimpleUploadedFile("big.png", b"\x89PNG" + b"0" * photos.MAX_BYTES), "larger than 8 MB"),
    ],
    ids=["script", "svg", "script-in-png", "gif", "cut-off", "empty", "too-large"],
)
def test_what_is_no_photo_is_refused_in_words(upload, file, message):
    """The typing is kept and nothing is saved."""
    response = upload(file)
    assert response.status_code == 422
    assert message in said(response)
    assert "A person on a mat." in said(response)
    assert not Photo.objects.exists()


def test_a_picture_that_unpacks_to_gigabytes_is_refused(upload):
    """A small file of very many pixels is refused before it is unpacked."""
    started = time.monotonic()
    held = BytesIO()
    Image.new("1", (1, 1)).save(held, "PNG")
    head = b"IHDR" + (30_000).to_bytes(4) * 2 + held.getvalue()[24:29]
    bomb = held.getvalue()[:12] + head + crc32(head).to_bytes(4) + held.getvalue()[33:]
    response = upload(SimpleUploadedFile("bomb.png", bomb))
    assert "more than 50 million pixels" in said(response)
    assert time.monotonic() - started < 20


def test_what_hides_behind_a_picture_is_gone(upload):
    """A picture with a script behind it is kept as the picture alone."""
    file = picture()
    upload(SimpleUploadedFile("both.jpg", file.read() + SCRIPT))
    assert b"script" not in kept_file()


@pytest.mark.parametrize("missing", ["photos-0-alt", "photos-0-licence", "name"])
def test_a_refused_page_keeps_no_photo_and_asks_for_the_file_again(upload, missing):
    """Without its words and licence nobody may use a photo, or some can't know what it shows. Browsers don't keep the
    file, whatever field was wrong; a picture that was never saved is not shown."""
    response = upload(picture(), **{missing: ""})
    assert response.status_code == 422
    assert not Photo.objects.exists()
    assert "Choose the file again." in said(response)
    assert "photo-look" not in said(response)


def test_files_that_nothing_names_are_swept_away(upload):
    """Those of exercises and of their history stay, and so does a fresh one that is being saved."""
    upload(picture())
    kept = Photo.objects.get().image.name
    old, fresh = (default_storage.save(f"photos/{name}.webp", picture()) for name in ("old", "fresh"))
    long_ago = time.time() - 2 * photos.AN_HOUR
    for name in (old, kept):
        os.utime(default_storage.path(name), (long_ago, long_ago))
    call_command("sweep_photos", stdout=StringIO())
    assert [default_storage.exists(name) for name in (kept, old, fresh)] == [True, False, True]


@pytest.fixture(scope="class")
def kept(lying, shared_rows):
    """An exercise with a photo, and what its page holds then; it stands while the tests of a class use it."""
    exercise, held = lying
    with shared_rows():
        editing = browser_of(EditorFactory())
        assert send(editing, address(exercise), held, **photo_fields(picture(colour="red"))).status_code == 302
        yield exercise, form_on(editing, address(exercise), FORM)


class TestKept:
    """A photo was uploaded once for all of these; what each saves is undone."""

    @pytest.fixture
    def save_page(self, editing, kept):
        """Save the open page with some fields typed over; gives the answer."""
        exercise, held = kept
        return lambda **typed: send(editing, address(exercise), held, **typed)

    def test_a_refused_replacement_shows_the_picture_that_is_kept(self, save_page):
        """The old one stands until the new one is saved."""
        page = said(save_page(**{"photos-0-image": picture(colour="blue"), "photos-0-alt": ""}))
        assert "Choose the file again." in page
        assert f'<img class="photo-look" src="{Photo.objects.get().image.url}"' in page

    def test_a_page_without_a_lost_file_asks_for_none(self, save_page, editing, kept):
        """Neither when it is opened nor when it is refused with the kept picture left alone."""
        assert "Choose the file again." not in said(editing.get(address(kept[0])))
        refused = save_page(**{"photos-0-alt": ""})
        assert refused.status_code == 422
        assert "Choose the file again." not in said(refused)

    def test_a_replaced_photo_comes_back_with_its_version(self, save_page, editing, kept):
        """So its file stays as long as the history names it."""
        exercise, _ = kept
        first = Photo.objects.get().image.name
        save_page(**{"photos-0-image": picture(colour="blue")})
        assert Photo.objects.get().image.name != first
        assert default_storage.exists(first)
        version = list(versions.versions_of(exercise))[-2]
        editing.post(address(exercise, f"history/{version.pk}/"))
        photo = Photo.objects.get()
        assert photo.image.name == first
        assert Client().get(photo.image.url).getvalue() == kept_file()
