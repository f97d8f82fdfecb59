"""``medagora up``: everything in one foreground process group."""

import errno
import os
import shutil
import socket
import subprocess
import sys
import threading
from pathlib import Path
from typing import Annotated

import typer
from granian.constants import Interfaces
from granian.log import LogLevels
from granian.server import Server
from rich.console import Console
from rich.panel import Panel

from medagora import config
from medagora.web.processes import SUPERVISED

console = Console(soft_wrap=True)

#: Requests in flight may end in this time; then their process is killed.
STOP_SECONDS = 5
#: A start needs room for the database, the index and the collected files.
NEEDED_BYTES = 200 * 2**20


def up(
    port: Annotated[int, typer.Option(min=1, max=65535)] = 8000,
    host: Annotated[str, typer.Option(help="Interface to listen on.")] = "127.0.0.1",
    web_processes: Annotated[
        int, typer.Option(min=1, help="Web processes; one needs the least memory.")
    ] = 1,
    threads: Annotated[int, typer.Option(min=1, help="Threads per process.")] = 4,
    starter: Annotated[
        bool, typer.Option(help="Load the starter topics and collection.")
    ] = True,
) -> None:
    """Start the whole site: database, index, web server and worker."""
    _set_address(host, port)
    settings = config.load()
    home = settings.home.absolute()
    _check_home(home)
    _check_port(host, port)
    _run_step("prepare", *([] if starter else ["--no-starter"]))
    os.environ[SUPERVISED] = "1"
    worker = Worker()
    server = Server(
        "medagora.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=web_processes,
        blocking_threads=threads,
        respawn_failed_workers=True,
        websockets=False,
        # a web process that was told to stop while it was still loading forgets it
        workers_kill_timeout=STOP_SECONDS,
        log_level=LogLevels.warning,
    )
    server.on_startup(worker.start)
    server.on_shutdown(worker.stop)
    _announce(settings, home)
    try:
        server.serve()
    finally:
        worker.stop()
    console.print("Stopped. Everything is saved.")


def _set_address(host: str, port: int) -> None:
    """Links in pages and mails follow the port, unless the operator set a site."""
    if "MEDAGORA_SITE_URL" not in os.environ:
        shown = "127.0.0.1" if host in {"0.0.0.0", "::"} else host  # noqa: S104  # compared, not bound
        os.environ["MEDAGORA_SITE_URL"] = f"http://{shown}:{port}"


def _check_home(home: Path) -> None:
    try:
        home.mkdir(parents=True, exist_ok=True)
        probe = home / ".writable"
        probe.write_bytes(b"\0" * 4096)
        probe.unlink()
        free = shutil.disk_usage(home).free
    except OSError as error:
        _stop(_home_sentence(home, error))
    if free < NEEDED_BYTES:
        _stop(
            f"The disk that holds {home} has {free // 2**20} MB left; "
            f"{NEEDED_BYTES // 2**20} MB are needed. Free some, or choose another "
            "folder with MEDAGORA_HOME."
        )


def _home_sentence(home: Path, error: OSError) -> str:
    if error.errno == errno.ENOSPC:
        return f"The disk that holds {home} is full. Nothing was changed."
    return (
        f"The folder {home} cannot be written ({error.strerror}). "
        "Choose another with MEDAGORA_HOME, or give this one to your user."
    )


def _check_port(host: str, port: int) -> None:
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    with socket.socket(family) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((host, port))
        except OSError as error:
            if error.errno == errno.EADDRINUSE:
                _stop(
                    f"Port {port} is taken by another program. Stop that one, or "
                    f"choose another port: medagora up --port {port + 1}"
                )
            _stop(f"{host} port {port} cannot be used: {error.strerror}.")


def _run_step(*words: str) -> None:
    """Runs a command of ours in a process of its own, so its memory goes back."""
    done = subprocess.run(  # noqa: S603  # our own interpreter and module
        [sys.executable, "-m", "medagora", *words], check=False
    )
    if done.returncode:
        raise SystemExit(done.returncode)


def _announce(settings: config.Config, home: Path) -> None:
    address = os.environ.get("MEDAGORA_SITE_URL", settings.site_url)
    (home / config.ADDRESS_FILE).write_text(address)
    link = (home / "sign-in-link").read_text().strip()
    console.print()
    console.print(Panel.fit(f"[bold]{address}[/]", title=settings.site_name))
    console.print("Sign in as operator, once:")
    console.print(link, highlight=False)
    console.print()
    console.print("State is in", str(home), "· Ctrl-C stops everything.")
    sys.stdout.flush()


def _stop(sentence: str) -> None:
    Console(stderr=True).print(f"[bold red]✗[/] {sentence}", soft_wrap=True)
    raise SystemExit(1)


class Worker:
    """The background worker as a child process, started again if it dies."""

    def __init__(self) -> None:
        self._process: subprocess.Popen[bytes] | None = None
        self._lock = threading.Lock()
        self._stopping = threading.Event()

    def start(self) -> None:
        threading.Thread(target=self._keep_alive, daemon=True).start()

    def _keep_alive(self) -> None:
        pause = 1.0
        while process := self._spawn():
            process.wait()
            if self._stopping.wait(pause):
                return
            pause = min(pause * 2, 60)

    def _spawn(self) -> "subprocess.Popen[bytes] | None":
        """The process, started; None once the site is stopping."""
        with self._lock:
            if self._stopping.is_set():
                return None
            words = [sys.executable, "-m", "medagora", "work"]
            self._process = subprocess.Popen(  # noqa: S603  # our own module
                [*words, "--parent", str(os.getpid())]
            )
            return self._process

    def stop(self) -> None:
        with self._lock:
            self._stopping.set()
        process = self._process
        if process is None or process.poll() is not None:
            return
        process.terminate()
        try:
            process.wait(timeout=STOP_SECONDS)
        except subprocess.TimeoutExpired:
            process.kill()
