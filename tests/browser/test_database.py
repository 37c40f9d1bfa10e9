"""Whether one test's pages leave the next one's rows alone."""

import time
from collections.abc import Callable
from threading import Event, Thread

from django.core.signals import request_finished, request_started


def test_what_is_still_being_answered_is_waited_for(all_answered: Callable[[], bool]) -> None:
    """A page that is closed right after Start has begun the session of the next test, which has the same key."""
    asked, answered = Event(), Event()

    def answer() -> None:
        request_started.send(sender=None)
        asked.set()
        time.sleep(0.3)
        answered.set()
        request_finished.send(sender=None)

    server = Thread(target=answer)
    server.start()
    asked.wait()
    assert all_answered()
    assert answered.is_set()
    server.join()


def test_a_file_that_a_test_left_unread_is_not_waited_for(all_answered: Callable[[], bool]) -> None:
    """Django's test client tells of the request, in the test's own thread, and of its end only once it was read."""
    request_started.send(sender=None)
    assert all_answered()
