"""The real site in processes of its own, as ``medagora up`` starts it."""

import fcntl
import os
import re
import shutil
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from dataclasses import dataclass
from pathlib import Path


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def environment_for(home: Path, **settings: str) -> dict[str, str]:
    """A clean environment whose only Medagora settings are these."""
    kept = {k: v for k, v in os.environ.items() if not k.startswith("MEDAGORA_")}
    kept.pop("DJANGO_SETTINGS_MODULE", None)
    return {
        **kept,
        "MEDAGORA_HOME": str(home),
        "MEDAGORA_OUTSIDE": "0",
        "COLUMNS": "200",
        **settings,
    }


def medagora(
    home: Path, *words: str, **settings: str
) -> "subprocess.CompletedProcess[str]":
    """Runs one command to its end."""
    return subprocess.run(
        [sys.executable, "-m", "medagora", *words],
        env=environment_for(home, **settings),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )


def run_module(home: Path, module: str, *words: str) -> str:
    """Runs a module of the tests on a home, as a process of its own; what it says."""
    made = subprocess.run(
        [sys.executable, "-m", module, *words],
        env=environment_for(home),
        capture_output=True,
        text=True,
        timeout=300,
        check=False,
    )
    assert made.returncode == 0, made.stderr
    return made.stdout


def prepare_once(folder: Path) -> Path:
    """A home as ``medagora prepare`` leaves it, to be copied and never to be used.

    Making it takes half a minute: of all processes that give this folder, one makes it
    and the others wait.
    """
    home, made = folder / "home", folder / "made"
    folder.mkdir(exist_ok=True)
    with (folder / "lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)  # until the file is closed
        if not made.exists():
            shutil.rmtree(home, ignore_errors=True)
            done = medagora(home, "prepare")
            assert done.returncode == 0, done.stdout + done.stderr
            made.touch()
    return home


@dataclass
class Site:
    """A running site and where it is."""

    address: str
    home: Path
    process: "subprocess.Popen[str]"

    def sign_in_link(self) -> str:
        return (self.home / "sign-in-link").read_text().strip()

    def stop(self, how: int = signal.SIGINT) -> str:
        """Stops it like Ctrl-C; gives what it printed."""
        if self.process.poll() is None:
            os.killpg(self.process.pid, how)
        output, _ = self.process.communicate(timeout=60)
        return output


def start_site(home: Path, *words: str, **settings: str) -> Site:
    """Starts ``medagora up`` and returns when it answers."""
    port = free_port()
    process = subprocess.Popen(
        [sys.executable, "-m", "medagora", "up", "--port", str(port), *words],
        env=environment_for(home, **settings),
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        start_new_session=True,
    )
    site = Site(f"http://127.0.0.1:{port}", home, process)
    deadline = time.monotonic() + 240
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise RuntimeError("the site ended:\n" + process.communicate()[0])
        try:
            urllib.request.urlopen(f"{site.address}/en/", timeout=10).close()
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            time.sleep(0.2)  # the one place where waiting is the point
        else:
            return site
    site.stop(signal.SIGKILL)
    raise RuntimeError("the site did not answer within four minutes")


def plain(output: str) -> str:
    """Terminal output without colours and box lines."""
    return re.sub(r"\x1b\[[0-9;?]*[A-Za-z]|[╭╮╰╯│─]", "", output)
