#!/usr/bin/env python3
"""A sheet of twenty resources as PDF: seconds for the first and for the next ones.

bench/sheets.py [--times 20] [--json]

The first one loads WeasyPrint and unpacks the fonts; a process does that once. Aim: a
sheet in 1.5 s.
"""

import argparse
import json
import os
import statistics
import sys
import tempfile
import time
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from medagora.prescriptions.domain.sheets import Sheet

ROOT = Path(__file__).parents[1]
sys.path.insert(0, str(ROOT))
RESOURCES = 20
AIM_SECONDS = 1.5


def main() -> None:
    asked = argparse.ArgumentParser(description=__doc__)
    asked.add_argument("--times", type=int, default=20)
    asked.add_argument("--json", action="store_true")
    options = asked.parse_args()
    with tempfile.TemporaryDirectory() as home:
        os.environ |= {
            "MEDAGORA_HOME": home,
            "MEDAGORA_OUTSIDE": "0",
            "DJANGO_SETTINGS_MODULE": "tests.settings",
        }
        import django

        django.setup()
        found = measure(options.times)
    if options.json:
        print(json.dumps(found))
        return
    for name, value in found.items():
        print(f"{name:>16}  {value}")


def measure(times: int) -> dict[str, float | int]:
    from medagora.prescriptions.gateways.pdf import WeasyPrinter
    from medagora.prescriptions.views.drawing import document

    taken, cpu, size = [], [], 0
    for _time in range(max(times, 2)):
        started, worked = time.perf_counter(), time.process_time()
        made = WeasyPrinter().render(document(sheet(), is_pdf=True))
        taken.append(time.perf_counter() - started)
        cpu.append(time.process_time() - worked)
        size = len(made)
    rest = sorted(taken[1:])
    return {
        "resources": RESOURCES,
        "first_seconds": round(taken[0], 3),
        "median_seconds": round(statistics.median(rest), 3),
        "p95_seconds": round(rest[int(len(rest) * 0.95)], 3),
        "median_cpu": round(statistics.median(cpu[1:]), 3),
        "aim_seconds": AIM_SECONDS,
        "bytes": size,
    }


def sheet() -> "Sheet":
    from medagora.prescriptions.domain.sheets import Line, Sheet

    lines = tuple(
        Line(
            kind="resource",
            title=f"Asztma és mindennapok, {number}. rész",
            title_language="hu",
            language="hu",
            address=f"https://www.example.org/asztma/fejezet-{number}",
            about="Közérthető összefoglaló a tünetekről, a kezelésről és arról, mikor "
            "kell orvoshoz fordulni.",
            level="simple" if number % 3 else "hard",
            note="Ezt olvassa el először." if number % 5 == 0 else "",
        )
        for number in range(1, RESOURCES + 1)
    )
    return Sheet(
        language="hu",
        lines=lines,
        made_on=date(2026, 11, 27),
        expires_on=date(2027, 2, 25),
        site_name="Medagora",
        site_address="https://example.org/",
        code="7K3QX-M9TBA",
        link="https://example.org/rx/7K3QX-M9TBA",
        title="Együtt élni az asztmával",
        note="Az első kisfilmmel kezdje. Márciusban együtt nézzük át a naplóját.",
        author_name="Dr. Kovács Anna",
        author_hat="gyermekgyógyász",
    )


if __name__ == "__main__":
    main()
