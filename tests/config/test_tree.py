"""Guards of the tree: what a tool can see before a person stumbles on it."""

import re
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

ROOT = Path(__file__).parents[2]
APPS = ("accounts", "config", "programs", "stretches")
TEMPLATES = sorted((ROOT / "templates").rglob("*.html")) + [
    file for app in APPS for file in (ROOT / app).rglob("templates/**/*.html")
]
# Found by name: Django's error pages, form templates and allauth's pages and elements are asked for by those packages.
ASKED_FOR_BY_OTHERS = re.compile(
    r"^(\d{3}(_csrf)?\.html|django/forms/|account/|accounts/|allauth/|mfa/|usersessions/|admin/|reversion/|parler/)"
)
INLINE = {
    "a handler": re.compile(r"<[^>]*\son[a-z]+\s*=", re.IGNORECASE),
    "a style attribute": re.compile(r"<[^>]*\sstyle\s*=", re.IGNORECASE),
    "a style element": re.compile(r"<style\b", re.IGNORECASE),
    "a script without src": re.compile(
        r"<script(?![^>]*\ssrc=)(?![^>]*type=[\"'](application/json|speculationrules)[\"'])", re.IGNORECASE
    ),
    "a javascript: link": re.compile(r"javascript:", re.IGNORECASE),
    "htmx code in an attribute": re.compile(r"\shx-on[:=-]|\shx-vals=[\"']js:", re.IGNORECASE),
    "another host": re.compile(r"<(script|link|img|iframe)\b[^>]*(src|href)=[\"'](https?:)?//", re.IGNORECASE),
}


def name(file: Path) -> str:
    """Name a template as code does: its path inside the templates folder."""
    return str(file).rpartition("/templates/")[2]


def is_named(template: str, text: str) -> bool:
    """Tell whether a text names a template; the block tags of ui.py name theirs by the stem alone."""
    stem = template.removeprefix("components/").removesuffix(".html")
    return any(
        f"{quote}{word}" in text for quote in "\"'" for word in (f'{template}"', f"{template}'", f"{template}#")
    ) or (template.startswith("components/") and f'"{stem}"' in text)


@pytest.mark.parametrize("what", INLINE)
def test_templates_hold_nothing_the_policy_would_block(what: str) -> None:
    """Behaviour lives in static files; the policy has no `unsafe-inline`."""
    assert [name(file) for file in TEMPLATES if INLINE[what].search(file.read_text())] == []


def test_the_guard_sees_what_it_guards_against() -> None:
    """Each pattern finds its example, and leaves the harmless cousin alone."""
    bad = {
        "a handler": '<a onclick="x()">',
        "a style attribute": '<p style="color:red">',
        "a style element": "<style>",
        "a script without src": "<script>x()",
        "a javascript: link": '<a href="javascript:x()">',
        "htmx code in an attribute": '<a hx-on:click="x()">',
        "another host": '<img src="//cdn.example/x.png">',
    }
    assert all(pattern.search(bad[what]) for what, pattern in INLINE.items())
    good = '<script src="x.js"></script><script type="application/json">{}</script><p class="style">on = x</p>'
    assert not any(pattern.search(good) for pattern in INLINE.values())


def test_every_template_is_used() -> None:
    """A template that no code and no other template names is left over."""
    code = [file for app in APPS for file in (ROOT / app).rglob("*.py")]
    text = "\n".join(file.read_text() for file in [*code, *TEMPLATES])
    unused = [
        name(file) for file in TEMPLATES if not ASKED_FOR_BY_OTHERS.match(name(file)) and not is_named(name(file), text)
    ]
    assert unused == []


@pytest.mark.django_db
def test_no_migration_is_missing() -> None:
    """What the models say is what the migrations make."""
    call_command("makemigrations", check=True, dry_run=True, stdout=StringIO())


def test_lock_files_name_no_registry() -> None:
    """A lock file works with whichever registry a machine uses."""
    for lock in ROOT.glob("requirements*.txt"):
        assert not re.search(r"https?:|file:|index", lock.read_text()), lock.name


def test_every_direct_requirement_says_why() -> None:
    """One sentence beside each."""
    for listing in ROOT.glob("requirements*.in"):
        lines = [line for line in listing.read_text().splitlines() if line and not line.startswith(("#", "-r"))]
        assert [line for line in lines if "  # " not in line] == [], listing.name
