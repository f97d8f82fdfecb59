"""Requests a second of the running site on this machine, and its idle memory.

The load comes from a second process on loopback and shares the cores with it.
"""

import asyncio
import os
import re
import signal
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
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
        rows = [asyncio.run(load(f"http://127.0.0.1:{port}{path}")) for path in PATHS]
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
    import urllib.error
    import urllib.request

    for _ in range(1200):
        try:
            urllib.request.urlopen(f"http://127.0.0.1:{port}/en/", timeout=5).read()
            return site
        except (urllib.error.URLError, ConnectionError):
            time.sleep(0.1)
        if site.poll() is not None:
            sys.exit("the site did not start")
    sys.exit("the site did not answer within two minutes")


def stop(site: "subprocess.Popen[str]") -> None:
    site.send_signal(signal.SIGINT)
    site.communicate(timeout=60)


def memory_of(root: int) -> dict[str, float]:
    """Proportional set size in MB of every process below ``root``."""
    children: dict[int, list[int]] = {}
    for stat in Path("/proc").glob("[0-9]*/stat"):
        try:
            text = stat.read_text()
        except OSError:
            continue
        parent = int(text.rsplit(")", 1)[1].split()[1])
        children.setdefault(parent, []).append(int(stat.parent.name))
    found, queue = {}, [root]
    while queue:
        pid = queue.pop()
        queue += children.get(pid, [])
        text = Path(f"/proc/{pid}/smaps_rollup").read_text()
        pss = re.search(r"^Pss:\s+(\d+)", text, re.MULTILINE)
        words = Path(f"/proc/{pid}/cmdline").read_text().split("\0")
        name = " ".join(w for w in words[1:5] if not w.startswith("/"))[:40]
        found[f"{pid} {name}"] = int(pss.group(1)) / 1024 if pss else 0
    return found


async def load(address: str) -> dict[str, Any]:
    import aiohttp

    times: list[float] = []
    until = time.perf_counter() + SECONDS

    async def client(session: aiohttp.ClientSession) -> None:
        while time.perf_counter() < until:
            started = time.perf_counter()
            async with session.get(address) as answer:
                await answer.read()
                assert answer.status == 200, f"{address}: {answer.status}"
            times.append((time.perf_counter() - started) * 1000)

    async with aiohttp.ClientSession() as session:
        await asyncio.gather(*(client(session) for _ in range(CLIENTS)))
    path = re.sub(r"^http://[^/]+", "", address)
    return {
        "path": path,
        "requests_per_second": round(len(times) / SECONDS),
        **median_and_p95(times),
    }


if __name__ == "__main__":
    main()
