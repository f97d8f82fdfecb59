"""A mailbox of one's own: a mail server on loopback that files what comes in a Maildir,
as a mail program on a laptop finds it."""

import email
import mailbox
import queue
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from email.message import EmailMessage
from email.policy import default
from pathlib import Path

from aiosmtpd.controller import Controller
from aiosmtpd.handlers import Mailbox

from tests.running import free_port

_PATIENCE = 60.0


class _Filing(Mailbox):
    """Files a mail, then says so."""

    def __init__(self, folder: Path, arrived: "queue.Queue[None]") -> None:
        super().__init__(folder)
        self._arrived = arrived

    def handle_message(self, message: email.message.Message) -> None:
        super().handle_message(message)
        self._arrived.put(None)


@dataclass
class Letterbox:
    """Where the mails lie, and the address of the server that brings them."""

    folder: Path
    address: str
    arrived: "queue.Queue[None]" = field(default_factory=queue.Queue)
    _taken: set[str] = field(default_factory=set)

    def take(self, subject: str) -> EmailMessage:
        """The mail with these words in its subject, once; waits until it is there."""
        until = time.monotonic() + _PATIENCE
        while True:
            for key, mail in self._mails():
                if subject in mail["subject"]:
                    self._taken.add(key)
                    return mail
            try:
                self.arrived.get(timeout=max(until - time.monotonic(), 0.001))
            except queue.Empty:
                here = [str(mail["subject"]) for _key, mail in self._mails()]
                raise AssertionError(f"no mail “{subject}” came, but {here}") from None

    def is_empty(self) -> bool:
        """Whether every mail was taken out."""
        return next(self._mails(), None) is None

    def _mails(self) -> Iterator[tuple[str, EmailMessage]]:
        box = mailbox.Maildir(self.folder, create=True)
        for key in sorted(set(box.keys()) - self._taken):
            mail = email.message_from_bytes(box.get_bytes(key), policy=default)
            assert isinstance(mail, EmailMessage)
            yield key, mail


@contextmanager
def letterbox(folder: Path) -> Iterator[Letterbox]:
    """A mail server that runs in a thread of its own."""
    port = free_port()
    box = Letterbox(folder, f"smtp://127.0.0.1:{port}")
    server = Controller(_Filing(folder, box.arrived), hostname="127.0.0.1", port=port)
    server.start()
    try:
        yield box
    finally:
        server.stop()


def part(mail: EmailMessage, kind: str) -> str:
    """The mail's words in one of its two forms: ``plain`` or ``html``."""
    found = mail.get_body((kind,))
    assert found is not None, kind
    return str(found.get_content())
