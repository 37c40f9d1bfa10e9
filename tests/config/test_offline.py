"""The manifest, the worker's script and the offline page: what a device gets to install Limber."""

import json
import re
from pathlib import Path

import pytest
from django.conf import settings
from django.contrib.staticfiles import finders
from django.core.management import call_command
from django.test import Client
from PIL import Image

from config import offline
from stretches.models import Edition
from tests.factories.accounts import UserFactory
from tests.factories.stretches import ExerciseFactory

pytestmark = pytest.mark.django_db
ICONS = Path(settings.BASE_DIR, "static", "icons")


def told(client: Client) -> dict:
    """What the worker is told about this release."""
    script = client.get("/service-worker.js").content.decode()
    return json.loads(re.match(r"const RELEASE = (\{.*\});\n", script)[1])


def test_the_manifest_makes_limber_installable(client: Client) -> None:
    """A name, a way to start, its own window, and the colours of the pages."""
    response = client.get("/manifest.webmanifest")
    assert response["Content-Type"] == "application/manifest+json"
    manifest = response.json()
    expected = {"name": "Limber", "start_url": "/today/", "scope": "/", "display": "standalone", "lang": "en"}
    assert expected.items() <= manifest.items()
    tokens = Path(settings.BASE_DIR, "static/css/tokens.css").read_text()
    assert f"--paper: light-dark({manifest['background_color']}," in tokens
    assert [shortcut["url"] for shortcut in manifest["shortcuts"]] == ["/today/", "/week/", "/stretches/"]


def test_the_icons_are_as_large_as_they_say(client: Client) -> None:
    """One of them may be cut to any shape."""
    icons = client.get("/manifest.webmanifest").json()["icons"]
    for icon in icons:
        with Image.open(ICONS / Path(icon["src"]).name) as drawn:
            assert f"{drawn.width}x{drawn.height}" == icon["sizes"]
    assert {"192x192", "512x512"} == {icon["sizes"] for icon in icons}
    assert "maskable" in {icon["purpose"] for icon in icons}


def test_all_icons_together_stay_small() -> None:
    """30 KB."""
    assert sum(icon.stat().st_size for icon in ICONS.iterdir()) < 30_000


def test_a_cut_icon_still_shows_the_whole_figure() -> None:
    """Systems keep at least a circle of four fifths; outside it is only ground."""
    with Image.open(ICONS / "icon-maskable.png") as drawn:
        icon = drawn.convert("RGBA")
    ground, (size, _) = icon.getpixel((0, 0)), icon.size
    outside = [
        (x, y)
        for x in range(0, size, 4)
        for y in range(0, size, 4)
        if ((x - size / 2) ** 2 + (y - size / 2) ** 2) ** 0.5 > size * 0.4
    ]
    assert {icon.getpixel(place) for place in outside} == {ground}


def test_every_page_leads_to_manifest_and_icons(client: Client) -> None:
    """In its head; and the worker's address waits in the body."""
    page = client.get("/accounts/login/").content.decode()
    assert '<link rel="manifest" href="/manifest.webmanifest">' in page
    assert 'rel="apple-touch-icon"' in page
    assert 'data-worker="/service-worker.js"' in page


def test_the_worker_may_serve_the_whole_site(client: Client) -> None:
    """It lies at the top, and browsers ask for it anew each time."""
    response = client.get("/service-worker.js")
    assert response["Content-Type"].startswith("text/javascript")
    assert response["Cache-Control"] == "no-cache"


def test_an_unchanged_worker_is_not_sent_again(client: Client) -> None:
    """Browsers ask on every visit: 304 costs nothing."""
    tag = client.get("/service-worker.js")["ETag"]
    assert client.get("/service-worker.js", headers={"If-None-Match": tag}).status_code == 304


def test_the_worker_keeps_what_pages_are_made_of(client: Client) -> None:
    """All our styles and scripts, but neither itself nor those of the editing pages."""
    files = {Path(url).name for url in told(client)["files"]}
    assert {"tokens.css", "player.css", "page.js", "session-page.js", "limber.svg", "htmx-2.min.js"} <= files
    assert "service-worker.js" not in files
    assert not any("editing" in url or "admin" in url for url in told(client)["files"])


def test_the_worker_keeps_the_published_catalogue(client: Client) -> None:
    """Drafts are for staff."""
    shown, draft = ExerciseFactory(), ExerciseFactory(status="draft")
    pages = told(client)["pages"]
    assert {"/stretches/", "/questions/", "/emergency/", shown.get_absolute_url()} <= set(pages)
    assert draft.get_absolute_url() not in pages


def test_all_that_is_kept_for_everybody_is_there_for_everybody(client: Client) -> None:
    """The worker asks without cookies; a page that needs a person would be missing."""
    ExerciseFactory()
    facts = told(client)
    for url in [*facts["pages"], facts["offline"]]:
        assert client.get(url).status_code == 200, url


def test_changed_content_is_a_new_version(client: Client) -> None:
    """So an offline page never keeps a caution that was corrected."""
    before = told(client)["version"]
    assert told(client)["version"] == before
    Edition.renew()
    assert told(client)["version"] != before


def test_a_new_release_is_a_new_version(client: Client, monkeypatch: pytest.MonkeyPatch) -> None:
    """Files changed: the worker changes, and with it all it keeps."""
    before = told(client)["version"]
    monkeypatch.setattr(offline, "release", lambda: "another")
    assert told(client)["version"] != before


def test_the_pages_say_who_reads_them(client: Client) -> None:
    """The worker keeps private pages for that person alone; a visitor is nobody."""
    assert 'data-owner=""' in client.get("/offline/").content.decode()
    person = UserFactory()
    client.force_login(person)
    assert f'data-owner="{person.pk}"' in client.get("/offline/").content.decode()


@pytest.mark.parametrize("path", ["/manifest.webmanifest", "/service-worker.js", "/offline/"])
def test_they_are_only_read(client: Client, path: str) -> None:
    """Nothing can be sent to them."""
    assert client.post(path).status_code == 405


def test_modules_are_imported_under_names_that_change(settings, tmp_path: Path) -> None:
    """Or a new page would run with old modules."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.js").write_text('import { a } from "./a.js";\n')
    (source / "a.js").write_text("export const a = 1;\n")
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "config.storage.StaticFiles"}}
    finders.get_finder.cache_clear()
    call_command("collectstatic", interactive=False, verbosity=0)
    finders.get_finder.cache_clear()
    page = next((tmp_path / "static").glob("page.*.js")).read_text()
    assert re.search(r'from "\./a\.[0-9a-f]{12}\.js"', page)
