"""Print this machine's address in the home network. Nothing is sent: a UDP socket only picks its route."""

import socket

with socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
    try:
        probe.connect(("192.0.2.1", 9))  # an address reserved for documentation
        print(probe.getsockname()[0])
    except OSError:
        print("127.0.0.1")
