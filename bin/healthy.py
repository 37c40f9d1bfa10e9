"""Ask the Limber in this container whether it can serve people; exit 1 when not."""

import os
import sys
from urllib.request import Request, urlopen

host = os.environ.get("LIMBER_HOSTS", "localhost").split(",")[0]
try:
    with urlopen(Request("http://127.0.0.1:8000/healthz", headers={"Host": host}), timeout=4) as answer:
        sys.exit(answer.status != 200)
except OSError:
    sys.exit(1)
