"""What every answer carries: a policy without unsafe words, and no page of ours in a frame."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db


def policy(client: Client, path: str = "/healthz") -> dict[str, list[str]]:
    """Read the policy; django-csp orders its directives differently in each process."""
    response = client.get(path)
    response.close()
    header = response["Content-Security-Policy"]
    return {words[0]: words[1:] for words in (part.split() for part in header.split(";")) if words}


def test_the_policy_allows_nothing_inline_and_no_other_host(client: Client) -> None:
    """No `unsafe-…`, no scheme but data: for pictures, no host name."""
    sources = {source for name, words in policy(client).items() if name != "img-src" for source in words}
    assert {source for source in sources if not source.startswith("'nonce-")} == {"'self'", "'none'"}
    assert policy(client)["img-src"] == ["'self'", "data:"]


def test_the_policy_closes_what_default_does_not_cover(client: Client) -> None:
    """Base address, form targets and frames have no default."""
    directives = policy(client)
    assert directives["base-uri"] == ["'none'"]
    assert directives["form-action"] == ["'self'"]
    assert directives["frame-ancestors"] == ["'none'"]


def test_links_give_other_sites_no_address_of_ours(client: Client) -> None:
    """An address may hold a token; the browser keeps it on this site, and guesses no types."""
    response = client.get("/healthz")
    assert response["Referrer-Policy"] == "same-origin"
    assert response["X-Content-Type-Options"] == "nosniff"
    assert response["X-Frame-Options"] == "DENY"


def test_a_photo_can_run_nothing(client: Client, settings) -> None:
    """Even an SVG with a script that got into the folder is inert."""
    settings.MEDIA_ROOT.mkdir(parents=True, exist_ok=True)
    (settings.MEDIA_ROOT / "photo.svg").write_text("<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>")
    assert policy(client, "/media/photo.svg") == {"default-src": ["'none'"], "sandbox": []}


@pytest.mark.parametrize("path", ["../secret-key", "%2e%2e/secret-key", "..%2fsecret-key", ""])
def test_media_gives_nothing_outside_its_folder(client: Client, path: str) -> None:
    """Climbing out, or asking for the list of files, is not found."""
    assert client.get(f"/media/{path}").status_code == 404
