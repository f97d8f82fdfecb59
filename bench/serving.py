"""Requests a second of the running site on this machine, and its idle memory.

The load comes from a second process on loopback (bench/light_load.py) and shares the
cores with it.
"""

import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench.light_load import get, load
from bench.report import median_and_p95, print_report
from scripts.with_postgres import free_port

PATHS = ("/en/", "/en/topics/asthma/", "/hu/search/?q=asztma")
SECONDS, CLIENTS = 6, 8


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        port = free_port()
        started = time.perf_counter()
        site = start(home, port, "1")
        cold = time.perf_counter() - started
        time.sleep(5)
        memory = memory_of(site.pid)
        stop(site)
        started = time.perf_counter()
        site = start(home, port, "2")
        warm = time.perf_counter() - started
        rows = [measure(port, path) for path in PATHS]
        stop(site)
    print_report(
        "serving",
        rows,
        cold_start_s=round(cold, 1),
        warm_start_s=round(warm, 1),
        idle_pss_mb=round(sum(memory.values())),
        idle_budget_mb=250,
        processes={name: round(value) for name, value in memory.items()},
    )


def start(home: str, port: int, processes: str) -> "subprocess.Popen[str]":
    environment = {**os.environ, "MEDAGORA_HOME": home}
    site = subprocess.Popen(
        [
            sys.executable,
            "-m",
            "medagora",
            "up",
            "--port",
            str(port),
            "--web-processes",
            processes,
        ],
        env=environment,
        stdout=subprocess.PIPE,
        text=True,
        start_new_session=True,
    )
    try:
        _wait_for(site, f"http://127.0.0.1:{port}/en/")
    except BaseException:
        site.kill()  # with it go the processes that it started
        raise
    return site


def _wait_for(site: "subprocess.Popen[str]", address: str) -> None:
    import urllib.request

    for _ in range(1200):
        try:
            urllib.request.urlopen(address, timeout=30).read()
        except OSError:  # it does not listen yet
            time.sleep(0.1)
        else:
            return
        if site.poll() is not None:
            sys.exit("the site did not start")
    sys.exit("the site did not answer within two minutes")


def stop(site: "subprocess.Popen[str]") -> None:
    site.send_signal(signal.SIGINT)
    site.communicate(timeout=60)


def below(root: int) -> list[int]:
    """The process and all that it started, and what these started."""
    children: dict[int, list[int]] = {}
    for pid, words in _every_process():
        children.setdefault(int(words[1]), []).append(pid)
    found = [root]
    for pid in found:
        found += children.get(pid, [])
    return found


def _every_process() -> Iterator[tuple[int, list[str]]]:
    """Each process with what /proc says of it after its name (proc(5))."""
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        yield int(stat.parent.name), text.rsplit(")", 1)[1].split()


def cpu_of(root: int) -> float:
    """Seconds of CPU that every process below ``root`` has taken, those that have
    ended as well."""
    ours = set(below(root))
    ticks = sum(
        sum(map(int, words[11:15])) for pid, words in _every_process() if pid in ours
    )
    return ticks / os.sysconf("SC_CLK_TCK")


def memory_of(root: int) -> dict[str, float]:
    """Proportional set size in MB of every process below ``root``."""
    found = {}
    for pid in below(root):
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        pss = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
        words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
        name = " ".join(w for w in words[1:5] if not w.startswith("/"))[:40]
        found[f"{pid} {name}"] = int(pss.group(1)) / 1024 if pss else 0
    return found


def measure(port: int, path: str) -> dict[str, Any]:
    heard = load(port, [get(path)], seconds=SECONDS, connections=CLIENTS)
    assert set(heard.statuses) == {"200"}, f"{path}: {heard.statuses}"
    return {
        "path": path,
        "requests_per_second": round(heard.per_second),
        **median_and_p95(heard.times),
        "load_cpu_ms": round(heard.cpu_seconds / len(heard.times) * 1000, 3),
    }


if __name__ == "__main__":
    main()
