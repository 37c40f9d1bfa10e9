"""Settings: a wrong or missing value says how to mend it, before anybody visits."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
KEY = "k" * 60


def read(tmp_path: Path, expression: str = "'fine'", **environment: str) -> subprocess.CompletedProcess[str]:
    """Read the settings in a fresh process and print an expression of them."""
    code = f"import config.settings as s; print({expression})"
    clean = {"PATH": os.environ["PATH"], "LIMBER_VAR": str(tmp_path), "LIMBER_IGNORE_DOT_ENV": "1"}
    return subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, env=clean | environment, capture_output=True, text=True, check=False
    )


def test_without_a_key_the_message_says_how_to_make_one(tmp_path: Path) -> None:
    """Both ways: the script and the variable."""
    result = read(tmp_path)
    assert result.returncode != 0
    assert "bin/secret-key" in result.stderr
    assert "set SECRET_KEY" in result.stderr


def test_the_key_made_once_is_used(tmp_path: Path) -> None:
    """The script makes a file that only its owner reads, and never a second time."""
    for _ in range(2):
        subprocess.run(["bin/secret-key"], cwd=ROOT, env=os.environ | {"LIMBER_VAR": str(tmp_path)}, check=True)
        made = (tmp_path / "secret-key").read_text().strip()
        assert read(tmp_path, "s.SECRET_KEY").stdout.strip() == made
    assert (tmp_path / "secret-key").stat().st_mode & 0o777 == 0o600


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("LIMBER_REGISTRATION", "everybody"),
        ("LIMBER_EVENING_HOUR", "25"),
        ("LIMBER_MINIMUM_AGE", "adult"),
        ("LIMBER_COUNTRY", "Britain"),
        ("EMAIL_URL", "smtp+tls://mail.example"),
    ],
)
def test_a_value_out_of_range_is_named(tmp_path: Path, name: str, value: str) -> None:
    """The message names the variable."""
    result = read(tmp_path, SECRET_KEY=KEY, **{name: value})
    assert result.returncode != 0
    assert name in result.stderr


def test_without_mail_nobody_waits_for_one(tmp_path: Path) -> None:
    """No verification, and no mail in the log: it would hold addresses and links that sign people in."""
    result = read(tmp_path, "s.ACCOUNT_EMAIL_VERIFICATION, s.EMAIL_BACKEND.rsplit('.', 2)[1]", SECRET_KEY=KEY)
    assert result.stdout.strip() == "none dummy"


def test_with_mail_addresses_are_verified(tmp_path: Path) -> None:
    """`submission://` is SMTP with STARTTLS."""
    shown = "s.ACCOUNT_EMAIL_VERIFICATION, s.EMAIL_BACKEND.rsplit('.', 2)[1], s.EMAIL_USE_TLS, s.EMAIL_PORT"
    result = read(tmp_path, shown, SECRET_KEY=KEY, EMAIL_URL="submission://me:pw@mail.example:587")
    assert result.stdout.strip() == "mandatory smtp True 587"


@pytest.mark.parametrize(("query", "seconds"), [("", "10"), ("?timeout=3", "3")])
def test_a_mail_host_that_never_answers_is_given_up(tmp_path: Path, query: str, seconds: str) -> None:
    """Else eight mails on their way would hold up every thread of the server."""
    result = read(tmp_path, "s.EMAIL_TIMEOUT", SECRET_KEY=KEY, EMAIL_URL=f"submission://me:pw@mail.example:587{query}")
    assert result.stdout.strip() == seconds


def test_https_closes_cookies_and_stays(tmp_path: Path) -> None:
    """Secure cookies, redirect, a year of strict transport; only our own hosts may post."""
    shown = "s.SESSION_COOKIE_SECURE, s.CSRF_COOKIE_SECURE, s.SECURE_SSL_REDIRECT, s.CSRF_TRUSTED_ORIGINS"
    result = read(tmp_path, shown, SECRET_KEY=KEY, LIMBER_HTTPS="1", LIMBER_HOSTS="limber.example")
    assert result.stdout.strip() == "True True True ['https://limber.example']"


def test_a_write_waits_for_its_turn_and_reaches_the_disk(tmp_path: Path) -> None:
    """SQLite takes the write lock at once and syncs fully."""
    result = read(tmp_path, "s.DATABASES['default']['OPTIONS']", SECRET_KEY=KEY)
    assert "'transaction_mode': 'IMMEDIATE'" in result.stdout
    assert "synchronous=FULL" in result.stdout


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("LIMBER_VAR=records", "records"),
        ("export LIMBER_VAR = 'my records'  # theirs", "my records"),
        ('LIMBER_VAR="a # b"', "a # b"),
        ("LIMBER_VAR=records # theirs", "records"),
        ("LIMBER_VARIANT=x\n# LIMBER_VAR=y", "var"),
        ("LIMBER_VAR=", "var"),
    ],
)
def test_scripts_read_dot_env_as_the_server_does(tmp_path: Path, line: str, expected: str) -> None:
    """What stands in the environment wins."""
    (tmp_path / "bin").mkdir()
    script = shutil.copy(ROOT / "bin" / "setting", tmp_path / "bin")
    (tmp_path / ".env").write_text(f"{line}\n")
    env = {"PATH": os.environ["PATH"]}

    def said(**more: str) -> str:
        command = [script, "LIMBER_VAR", "var"]
        return subprocess.run(command, env=env | more, capture_output=True, text=True, check=True).stdout.strip()

    assert said() == expected
    assert said(LIMBER_VAR="elsewhere") == "elsewhere"


def test_a_country_may_be_written_small(tmp_path: Path) -> None:
    """Emergency numbers are looked up by capital letters."""
    assert read(tmp_path, "s.LIMBER_COUNTRY", SECRET_KEY=KEY, LIMBER_COUNTRY="gb").stdout.strip() == "GB"
