"""Settings of the suite: the product's, made quick, and cut off from the person's own environment."""

import os
import tempfile
from pathlib import Path

DATABASE_URL = os.environ.get("DATABASE_URL")
for name in [*os.environ]:
    if name.startswith(("LIMBER_", "EMAIL_")) or name in {"DEBUG", "SECRET_KEY"}:
        del os.environ[name]

FOLDER = Path(tempfile.gettempdir()) / f"limber-tests-{os.getuid()}"
os.environ["LIMBER_VAR"] = str(FOLDER)
os.environ["SECRET_KEY"] = "only-for-tests-only-for-tests-only-for-tests-only-for-tests"
os.environ["LIMBER_IGNORE_DOT_ENV"] = "1"

from config.settings import *  # noqa: E402, F403  (what is above must be set before it is read)
from config.settings import DATABASES, STORAGES  # noqa: E402

ALLOWED_HOSTS = ["testserver", "localhost", "127.0.0.1"]
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
STORAGES = {**STORAGES, "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"}}
STATIC_ROOT = FOLDER / "static"
STATIC_ROOT.mkdir(parents=True, exist_ok=True)
MEDIA_ROOT = FOLDER / f"media-{os.getpid()}"
EMAIL_BACKEND = "django.core.mail.backends.locmem.EmailBackend"
CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

DATABASES["default"]["CONN_MAX_AGE"] = 0
if DATABASES["default"]["ENGINE"].endswith("sqlite3"):
    # A file, not memory: each thread of the test server then has its own connection, as in real life.
    DATABASES["default"]["TEST"] = {"NAME": str(FOLDER / f"test-{os.getpid()}.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF;"
