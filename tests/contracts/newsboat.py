"""Debian's newsboat as a person uses it: in a terminal of its own, by its keys."""

import os
import pty
import select
import shutil
import subprocess
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

PROGRAM = shutil.which("newsboat")
_PATIENCE = 60.0
_GLANCE = 0.1
#: Words on the screen, or anything else that comes true.
Awaited = str | Callable[[], bool]
_CONFIG = """\
urls-source "feedhq"
feedhq-url "{address}/greader"
feedhq-login "{login}"
feedhq-password "{secret}"
feedhq-show-special-feeds no
feedhq-min-items 100
feedhq-flag-star "s"
confirm-exit no
show-read-feeds yes
show-read-articles yes
"""


class NeverCame(AssertionError):
    """What should have come on the screen did not."""


@dataclass
class Newsboat:
    """newsboat with a home of its own, connected to a site."""

    home: Path

    def connect(self, address: str, login: str, secret: str) -> None:
        folder = self.home / ".newsboat"
        folder.mkdir(parents=True)
        config = _CONFIG.format(address=address, login=login, secret=secret)
        (folder / "config").write_text(config)

    def run(self, *commands: str) -> str:
        """Runs commands without a screen; gives what was printed."""
        done = subprocess.run(
            [str(PROGRAM), "-x", *commands],
            env=self._environment(),
            capture_output=True,
            text=True,
            timeout=_PATIENCE,
            check=True,
        )
        return done.stdout.strip()

    def type(self, *steps: tuple[Awaited, str]) -> None:
        """Opens the screen; each step waits for words to come on it, or until
        something is so, and then types keys. The last step should leave."""
        terminal, screen = pty.openpty()
        process = subprocess.Popen(
            [str(PROGRAM)],
            env=self._environment(),
            stdin=screen,
            stdout=screen,
            stderr=screen,
            start_new_session=True,
        )
        os.close(screen)
        try:
            for awaited, keys in steps:
                _wait_for(terminal, awaited)
                os.write(terminal, keys.encode())
            _drain(terminal)
        finally:
            process.kill()
            process.wait()
            os.close(terminal)

    def _environment(self) -> dict[str, str]:
        # no proxy of this machine may come between the two
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.lower().endswith("_proxy")
        }
        return {
            **kept,
            "HOME": str(self.home),
            "TERM": "xterm",
            "LANG": "C.UTF-8",
            "LC_ALL": "C.UTF-8",
            "COLUMNS": "120",
            "LINES": "40",
            "XDG_CONFIG_HOME": str(self.home / "none"),
        }


def _wait_for(terminal: int, awaited: Awaited) -> None:
    """Reads what is drawn until the words were in it, or the condition holds."""
    seen, until = "", time.monotonic() + _PATIENCE
    while not (awaited in seen if isinstance(awaited, str) else awaited()):
        if time.monotonic() > until:
            raise NeverCame(f"{awaited!r} did not come on the screen: {seen[-2000:]!r}")
        if _is_ready(terminal, time.monotonic() + _GLANCE):
            seen += os.read(terminal, 65536).decode("utf-8", "replace")


def _drain(terminal: int) -> None:
    """Until newsboat has left."""
    until = time.monotonic() + _PATIENCE
    while _is_ready(terminal, until):
        try:
            if not os.read(terminal, 65536):
                return
        except OSError:  # how a terminal whose program has left answers
            return
    raise NeverCame("newsboat does not leave")


def _is_ready(terminal: int, until: float) -> bool:
    left = max(until - time.monotonic(), 0)
    return bool(select.select([terminal], [], [], left)[0])
