"""How gunicorn serves, wherever it is started (bin/run, bin/serve); where and by how many processes, they say."""

import signal
from typing import Any

threads = 4
loglevel = "error"
control_socket_disable = True


def post_worker_init(worker: Any) -> None:
    """Leave Ctrl+C to the process above, which tells the workers.

    A terminal sends it to all of them. A worker that was just ending by itself then heard of it a second time, waited
    for a lock that it held, and was killed after half a minute.
    """
    signal.signal(signal.SIGINT, signal.SIG_IGN)
