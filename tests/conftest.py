"""What all tests share: no network but this machine, an empty cache, an English reader."""

import gc
import shutil
import socket
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import lucide
import pytest
from _pytest import runner
from django.conf import settings
from django.core.cache import cache
from django.db import connection
from django.test import client
from django.test.utils import CaptureQueriesContext
from pytest_django import DjangoDbBlocker

from stretches import figures
from tests import world
from tests.world import World

DATABASE = {"db", "transactional_db", "admin_client", "live_server"}
LOOPBACK = ("127.", "::1", "localhost")


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> Iterator[None]:
    """Mark the tests that touch the database, and put first those in Chromium, then the long ones.

    One process then has most of the first, which also wait, while the other takes what keeps a processor busy; and
    none is left with a long one at the end.
    """
    for item in items:
        if item.get_closest_marker("django_db") or DATABASE.intersection(getattr(item, "fixturenames", ())):
            item.add_marker(pytest.mark.database)
    yield
    items.sort(key=lambda item: [item.get_closest_marker(name) is None for name in ("browser", "timeout")])


def pytest_collection_finish() -> None:
    """Let the collector of garbage pass by what stays anyway, thousands of tests and all modules."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(20_000, 20, 50)


def with_room(call: Callable[..., Any]) -> Callable[..., Any]:
    """The same call, with room for all that is called in it.

    CPython keeps its frames in pieces of 16 KB, and each call over the edge of one takes the next from the system and
    gives it back at the end (`push_chunk` and `_PyThreadState_PopFrame` in its pystate.c). Templates and queries in a
    test are called so deep that it was two thousand times a test, and a twentieth of the suite's time. A frame that
    asks for much, as this one does, gets a piece of 1 MB: half of it is for the frames after it.
    """

    def roomy(*args: Any, **kwargs: Any) -> Any:
        return call(*args, **kwargs)

    roomy.__code__ = roomy.__code__.replace(co_stacksize=70_000)
    return roomy


def pytest_configure() -> None:
    """Run each test with room on the stack."""
    runner.runtestprotocol = with_room(runner.runtestprotocol)


class NetworkBlocked(RuntimeError):
    """A test tried to reach another machine."""


@pytest.fixture(autouse=True, scope="session")
def only_this_machine() -> Iterator[None]:
    """Refuse every connection to another machine; sockets on this one stay open for the test server and database."""
    connect = socket.socket.connect

    def guarded(self: socket.socket, address: Any) -> None:
        if self.family in (socket.AF_INET, socket.AF_INET6) and not str(address[0]).startswith(LOOPBACK):
            raise NetworkBlocked(f"no test may reach {address[0]}")
        connect(self, address)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(socket.socket, "connect", guarded)
        yield


@pytest.fixture(autouse=True)
def empty_cache() -> Iterator[None]:
    """Start each test with no rate limit used up."""
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def queries_of(db: None) -> Callable[[client.Client, str], int]:
    """Count how many queries a GET of an address takes."""

    def count(browser: client.Client, url: str) -> int:
        with CaptureQueriesContext(connection) as captured:
            assert browser.get(url).status_code == 200
        return len(captured)

    return count


@pytest.fixture(scope="session")
def shared_rows(
    django_db_setup: None, django_db_blocker: DjangoDbBlocker
) -> Callable[[], AbstractContextManager[None]]:
    """A context in which a fixture makes rows for all tests of a module, each in a transaction within this one.

    Objects that it gives are shared: a test that may change them takes a copy.
    """

    @contextmanager
    def shared_rows() -> Iterator[None]:
        with django_db_blocker.unblock(), world.left_as_found():
            yield

    return shared_rows


@pytest.fixture(scope="module")
def standing(shared_rows: Callable[[], AbstractContextManager[None]]) -> Iterator[World]:
    """A host with people and content on it, for all tests of a module."""
    with shared_rows():
        yield world.build()


@pytest.fixture(autouse=True, scope="session")
def pages_alone_are_kept() -> Iterator[None]:
    """Keep the context of the page that an answer is, for `response.context`; Django copies those of all its parts."""

    def kept(store: dict[str, Any], signal: Any, sender: Any, template: Any, context: Any, **kwargs: Any) -> None:
        store.setdefault("templates", [template])
        store.setdefault("context", client.ContextList([context]))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(client, "store_rendered_templates", kept)
        yield


@pytest.fixture(autouse=True, scope="session")
def media_folder() -> Iterator[None]:
    """Take away the photos that tests uploaded."""
    yield
    shutil.rmtree(Path(settings.MEDIA_ROOT), ignore_errors=True)


@pytest.fixture(autouse=True, scope="session")
def each_figure_drawn_once() -> Iterator[None]:
    """Keep the drawing of each figure: tests load the same ones again and again, and drawing is a pure function."""
    drawn: dict[str, str] = {}
    draw = figures.draw

    def remembered(movement: Any, **choices: Any) -> str:
        key = repr((movement, choices))
        if key not in drawn:
            drawn[key] = draw(movement, **choices)
        return drawn[key]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(figures, "draw", remembered)
        yield


@pytest.fixture(autouse=True, scope="session")
def icons_unpacked_once() -> Iterator[None]:
    """Keep the archive of icons open: lucide reads its list of 1,700 anew for each icon that a process draws first."""
    with ZipFile(Path(lucide.__file__).with_name("lucide.zip")) as icons, pytest.MonkeyPatch.context() as patch:
        patch.setattr(lucide, "ZipFile", lambda *args: nullcontext(icons))
        yield
