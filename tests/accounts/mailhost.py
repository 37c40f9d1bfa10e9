"""A mail server on this machine that keeps what it gets: just enough of SMTP (RFC 5321) for one sender."""

import socketserver
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from email import message_from_bytes, policy
from email.message import EmailMessage


class Conversation(socketserver.StreamRequestHandler):
    """One connection, command by command."""

    def handle(self) -> None:
        """Greet, take mails, and part."""
        self.say("220 mail host of a test")
        sender, recipients = "", []
        for line in iter(self.rfile.readline, b""):
            command = line.decode().strip()
            match command[:4].upper():
                case "MAIL":
                    sender, recipients = address(command), []
                case "RCPT":
                    recipients.append(address(command))
                case "DATA":
                    self.say("354 go on")
                    self.server.received.append((sender, recipients, self.message()))
                case "QUIT":
                    self.say("221 goodbye")
                    return
            self.say("250 fine")

    def say(self, reply: str) -> None:
        """Send one line."""
        self.wfile.write(reply.encode() + b"\r\n")

    def message(self) -> EmailMessage:
        """Read up to the lone dot; a doubled one at the start of a line is one."""
        lines = iter(self.rfile.readline, b".\r\n")
        return message_from_bytes(b"".join(line.removeprefix(b".") for line in lines), policy=policy.default)


class MailHost(socketserver.TCPServer):
    """The server; `received` lists (sender, recipients, message)."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Conversation)
        self.received: list[tuple[str, list[str], EmailMessage]] = []


def address(command: str) -> str:
    """What stands between the angle brackets."""
    return command[command.index("<") + 1 : command.index(">")]


@contextmanager
def mail_host() -> Iterator[MailHost]:
    """A running mail server, for the length of a `with`."""
    with MailHost() as server:
        thread = threading.Thread(target=server.serve_forever)
        thread.start()
        try:
            yield server
        finally:
            server.shutdown()
            thread.join()
