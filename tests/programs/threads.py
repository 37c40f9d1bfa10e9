"""The same thing done twice at the same moment."""

import threading

from django.db import connection


def at_once(*actions):
    """Run the actions in threads that begin together; raise what one of them raised, give what they gave."""
    barrier, given, raised = threading.Barrier(len(actions)), [], []

    def run(action):
        try:
            barrier.wait(5)
            given.append(action())
        except Exception as error:  # the test must see what a thread would swallow
            raised.append(error)
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=[action]) for action in actions]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    if raised:
        raise raised[0]
    return given
