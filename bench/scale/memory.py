"""What this process holds, as Linux counts it, in megabytes."""

from pathlib import Path

_KB_A_MB = 1024


def peak_mb() -> int:
    """The most that was ever resident, pages of files counted in; ``getrusage`` would
    also count what the parent held before this program began."""
    return _kb("status", "VmHWM") // _KB_A_MB


def resident_mb() -> int:
    return _kb("status", "VmRSS") // _KB_A_MB


def own_mb() -> int:
    """Without pages of files, which the kernel takes back whenever it wants."""
    return _kb("smaps_rollup", "Anonymous") // _KB_A_MB


def _kb(file: str, name: str) -> int:
    for line in Path("/proc/self", file).read_text().splitlines():
        if line.startswith(f"{name}:"):
            return int(line.split()[1])
    raise ValueError(f"/proc/self/{file} has no {name}")
