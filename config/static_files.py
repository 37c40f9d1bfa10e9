"""Collecting static files, only when one of them changed: compressing them takes seconds."""

from hashlib import sha256
from pathlib import Path

from django.conf import settings
from django.contrib.staticfiles.finders import get_finders
from django.core.management import call_command

# Big files that no page of ours asks for.
UNUSED = ["htm*-4*", "htmx-2.js", "ext", "*.orig", "xregexp.js", "select2.full.js", "jquery.js"]


def fingerprint() -> str:
    """Name the present state of all source files: their paths, sizes and times of change."""
    state = sha256()
    for finder in get_finders():
        for path, storage in finder.list(UNUSED):
            stat = Path(storage.path(path)).stat()
            state.update(f"{path}\0{stat.st_size}\0{stat.st_mtime_ns}\n".encode())
    return state.hexdigest()


def collect_if_changed() -> bool:
    """Collect, hash and compress into STATIC_ROOT; tell whether there was anything to do."""
    stamp, now = settings.STATIC_ROOT / ".fingerprint", fingerprint()
    if stamp.exists() and stamp.read_text() == now:
        return False
    call_command("collectstatic", interactive=False, verbosity=0, ignore_patterns=UNUSED)
    stamp.write_text(now)
    return True
