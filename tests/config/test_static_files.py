"""Static files are collected when one changed, and only then."""

import gzip
import json
from pathlib import Path

import pytest
from django.contrib.staticfiles import finders

from config import static_files
from config.storage import lean


@pytest.fixture
def one_file(settings, tmp_path: Path) -> Path:
    """A product whose static files are one style sheet."""
    source = tmp_path / "source"
    source.mkdir()
    (source / "page.css").write_text("p { color: CanvasText }" * 50)
    settings.STATICFILES_DIRS, settings.STATIC_ROOT = [source], tmp_path / "static"
    settings.STATICFILES_FINDERS = ["django.contrib.staticfiles.finders.FileSystemFinder"]
    settings.STORAGES = settings.STORAGES | {"staticfiles": {"BACKEND": "config.storage.StaticFiles"}}
    finders.get_finder.cache_clear()
    yield source / "page.css"
    finders.get_finder.cache_clear()


def test_a_second_start_collects_nothing(one_file: Path) -> None:
    """Nothing changed: nothing to wait for."""
    assert static_files.collect_if_changed() is True
    assert static_files.collect_if_changed() is False


def test_a_changed_file_gets_a_new_name(one_file: Path, settings) -> None:
    """Browsers keep a name for ever; pages that are open still find the old one."""

    def hashed() -> str:
        manifest = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())
        return manifest["paths"]["page.css"]

    static_files.collect_if_changed()
    before = hashed()
    one_file.write_text("p { color: LinkText }" * 50)
    assert static_files.collect_if_changed() is True
    assert hashed() != before
    assert {before, hashed(), f"{hashed()}.br", f"{hashed()}.gz"} <= {
        file.name for file in settings.STATIC_ROOT.iterdir()
    }


def test_modules_import_by_hashed_names_and_bring_no_comments(one_file: Path, settings) -> None:
    """A new release never mixes with modules that a browser kept; comments are for those who read the source."""
    (one_file.parent / "js").mkdir()
    (one_file.parent / "js" / "word.js").write_text('export const word = "/* kept */ // kept";\n')
    (one_file.parent / "js" / "page.js").write_text(
        '/** What it\n * does. */\nimport { word } from "./word.js";\n\n  // Why.\n  word.at(0); // behind code\n'
    )
    static_files.collect_if_changed()
    paths = json.loads((settings.STATIC_ROOT / "staticfiles.json").read_text())["paths"]
    word, page = ((settings.STATIC_ROOT / paths[f"js/{name}.js"]) for name in ("word", "page"))
    assert page.read_text() == f'import {{ word }} from "./{word.name}";\nword.at(0); // behind code\n'
    assert word.read_text() == 'export const word = "/* kept */ // kept";\n'


def test_all_our_scripts_together_stay_small() -> None:
    """25 KB compressed beside htmx, as they are served."""
    scripts = (Path(__file__).parents[2] / "static" / "js").glob("*.js")
    assert sum(len(gzip.compress(lean(script.read_bytes()))) for script in scripts) <= 25_000


def test_no_text_in_our_scripts_runs_over_lines() -> None:
    """What a line begins with is not served."""
    for script in (Path(__file__).parents[2] / "static" / "js").glob("*.js"):
        assert all(line.count(b"`") % 2 == 0 for line in lean(script.read_bytes()).splitlines()), script.name
