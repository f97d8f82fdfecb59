#!/usr/bin/env python3
"""Runs a command with a PostgreSQL of its own on a free port.

    scripts/with_postgres.py pytest tests

The cluster lives in a temporary folder and vanishes with the command. As root,
PostgreSQL runs as the system's ``postgres`` user, because it refuses root.
"""

import contextlib
import os
import pwd
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

DEBIAN = Path("/usr/lib/postgresql")


def find_program(name: str) -> str:
    versions = sorted(DEBIAN.glob(f"*/bin/{name}"), key=lambda p: int(p.parts[4]))
    found = str(versions[-1]) if versions else shutil.which(name)
    if not found:
        sys.exit(f"{name} is missing: apt-get install postgresql")
    return found


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextlib.contextmanager
def cluster() -> Iterator[str]:
    """The database address of a running cluster."""
    folder = Path(tempfile.mkdtemp(prefix="medagora-pg-"))
    user = None
    if os.geteuid() == 0:
        user = "postgres"
        account = pwd.getpwnam(user)
        os.chown(folder, account.pw_uid, account.pw_gid)
    port, data = free_port(), folder / "data"
    subprocess.run(
        [
            find_program("initdb"),
            "-D",
            data,
            "-A",
            "trust",
            "-U",
            "medagora",
            "-N",
            "--encoding=UTF8",
            "--locale=C.UTF-8",
        ],
        check=True,
        user=user,
        stdout=subprocess.DEVNULL,
        cwd=folder,
    )
    options = ["-c", "listen_addresses=127.0.0.1", "-c", f"port={port}"]
    options += ["-c", f"unix_socket_directories={folder}", "-c", "fsync=off"]
    options += ["-c", "full_page_writes=off", "-c", "synchronous_commit=off"]
    options += ["-c", "max_connections=60", "-c", "shared_buffers=256MB"]
    server = subprocess.Popen(
        [find_program("postgres"), "-D", data, *options],
        user=user,
        cwd=folder,
        stdout=subprocess.DEVNULL,
        stderr=(folder / "log").open("w"),
    )
    try:
        _wait(port, server, folder / "log")
        subprocess.run(
            [
                find_program("createdb"),
                "-h",
                "127.0.0.1",
                "-p",
                str(port),
                "-U",
                "medagora",
                "medagora",
            ],
            check=True,
            cwd=folder,
        )
        yield f"postgres://medagora@127.0.0.1:{port}/medagora"
    finally:
        server.send_signal(signal.SIGINT)
        server.wait(timeout=30)
        shutil.rmtree(folder, ignore_errors=True)


def _wait(port: int, server: "subprocess.Popen[bytes]", log: Path) -> None:
    """Until it takes connections: its port is open a little sooner than that."""
    asked = [find_program("pg_isready"), "-q", "-h", "127.0.0.1", "-p", str(port)]
    for _attempt in range(300):
        if server.poll() is not None:
            sys.exit("PostgreSQL did not start:\n" + log.read_text())
        if subprocess.run(asked, check=False).returncode == 0:
            return
        time.sleep(0.1)
    sys.exit("PostgreSQL did not answer within 30 seconds:\n" + log.read_text())


if __name__ == "__main__":
    with cluster() as address:
        environment = {**os.environ, "MEDAGORA_DATABASE_URL": address}
        code = subprocess.run(sys.argv[1:], env=environment, check=False).returncode
    sys.exit(code)
