"""The suite itself: no test reaches another machine."""

import socket

import pytest


def test_another_machine_is_out_of_reach() -> None:
    """Also where the network would allow it: 192.0.2.1 is reserved for documentation."""
    with socket.socket() as caller, pytest.raises(RuntimeError, match="no test may reach"):
        caller.connect(("192.0.2.1", 80))
