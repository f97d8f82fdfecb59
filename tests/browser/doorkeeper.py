"""Who lets people into a site: one process that stays, so that Django is loaded once,
and not again for each account and each sign-in link."""

import json
import subprocess
import sys
from pathlib import Path

from tests.running import environment_for


class Doorkeeper:
    def __init__(self, home: Path) -> None:
        self._process = subprocess.Popen(
            [sys.executable, "-m", "tests.browser.doorkeeping"],
            env=environment_for(home),
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def add(self, email: str, name: str, role: str = "") -> None:
        """Who has an account already keeps it."""
        self._ask("add", email, name, role)

    def link(self, email: str) -> str:
        """The path that signs this person in once."""
        return self._ask("link", email)

    def close(self) -> None:
        self._process.communicate(timeout=30)

    def _ask(self, *words: str) -> str:
        asked, told = self._process.stdin, self._process.stdout
        assert asked
        assert told
        asked.write(json.dumps(words) + "\n")
        asked.flush()
        answer = told.readline().strip()
        assert answer, f"there is no answer to {words}"
        return answer
