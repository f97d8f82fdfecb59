"""Importing MedlinePlus: a made file of 30 MB, 2,000 topics and 30,000 sites.

Rows a second and peak memory of the real command, in a home of its own, as
candidates and published, and once more over what is there already.

    python bench/importing.py [--json] [--small]
"""

import json
import random
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT))
from bench.report import print_report

TOPICS, SITES = 2_000, 30_000
TEXT = (
    "heart lung kidney liver skin brain child pain sleep food blood sugar pressure "
    "cancer allergy vaccine therapy nurse doctor clinic hospital guide support help "
    "understand living care early risk test treatment research group family home"
)
WORDS = TEXT.split()
GROUPS = ("Digestive System", "Lungs and Breathing", "Symptoms", "Brain and Nerves")


def make_file(path: Path, topics: int, sites: int) -> None:
    """As the real one: half English, half Spanish, every fifth site repeated."""
    dice = random.Random(30)
    with path.open("w", encoding="utf-8") as out:
        out.write('<?xml version="1.0" encoding="UTF-8"?>\n')
        out.write('<!DOCTYPE health-topics PUBLIC "-//NLM//DTD health-topics //EN"\n')
        out.write('    "https://example.org/mplus_topics.dtd">\n')
        out.write(f'<health-topics total="{topics}">\n')
        for number in range(topics):
            write_topic(out, number, topics, sites // topics, dice)
        out.write("</health-topics>\n")


def phrase(dice: random.Random, words: int) -> str:
    return " ".join(dice.choices(WORDS, k=words)).capitalize()


def write_topic(
    out: Any, number: int, topics: int, sites: int, dice: random.Random
) -> None:
    is_english = number % 2 == 0
    other = number + 1 if is_english else number - 1
    home = "https://medlineplus.example"
    out.write(
        f"<health-topic title={quoteattr(f'{phrase(dice, 2)} {number}')}\n"
        f'  url="{home}/{number}.html" id="{number}"\n'
        f'  language="{"English" if is_english else "Spanish"}"'
        ' date-created="01/01/2001">\n'
    )
    for part in range(3):
        out.write(f"  <also-called>{phrase(dice, 2)} {number} {part}</also-called>\n")
    summary = " ".join(f"<p>{phrase(dice, 14)}.</p>" for _ in range(90))
    out.write(f"  <full-summary>{escape(summary)}</full-summary>\n")
    out.write(f'  <group id="1">{dice.choice(GROUPS)}</group>\n')
    out.write(f'  <language-mapped-topic url="{home}/{other}.html" id="{other}"')
    out.write(f' language="{"Spanish" if is_english else "English"}">x')
    out.write("</language-mapped-topic>\n")
    out.write(f'  <mesh-heading><descriptor id="D{number // 2:06}">x</descriptor>')
    out.write("</mesh-heading>\n")
    for _ in range(3):
        out.write(f'  <related-topic id="{dice.randrange(topics)}">x</related-topic>\n')
    for part in range(sites):
        write_site(out, number, part, dice)
    out.write("</health-topic>\n")


def write_site(out: Any, number: int, part: int, dice: random.Random) -> None:
    place = dice.randrange(number + 1) if part % 5 == 4 else number
    out.write(
        f"  <site title={quoteattr(phrase(dice, 5))}\n"
        f'    url="https://site{(place * 7 + part) % 900}.example.org/{place}/{part}"\n'
        f'    language-mapped-url="https://site.example.org/es/{place}/{part}">\n'
        "    <information-category>Start Here</information-category>\n"
        f"    <organization>{phrase(dice, 3)}</organization>\n"
        "  </site>\n"
    )


def make_home(home: Path) -> None:
    command = "import django; django.setup(); "
    command += "from django.core.management import call_command as c; "
    command += "c('migrate', verbosity=0)"
    subprocess.run([sys.executable, "-c", command], env=environment(home), check=True)


def environment(home: Path) -> dict[str, str]:
    settings = {"DJANGO_SETTINGS_MODULE": "medagora.settings"}
    return {"MEDAGORA_HOME": str(home), "PYTHONPATH": str(ROOT), **settings}


def run(home: Path, file: Path, *options: str) -> dict[str, Any]:
    command = [sys.executable, "-m", "medagora", "import", "medlineplus", str(file)]
    if not home.exists():
        make_home(home)
    started = time.perf_counter()
    done = subprocess.run(
        [*command, "--json", *options],
        env=environment(home),
        cwd=ROOT,
        check=True,
        capture_output=True,
        text=True,
    )
    seconds = time.perf_counter() - started
    report = json.loads(done.stdout)
    peak = resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss / 1024
    return {
        "rows": report["rows"],
        "made": report["made"],
        "seconds": round(seconds, 1),
        "rows_a_second": round(report["rows"] / seconds),
        "peak_mb": round(peak),
    }


def main() -> None:
    share = 20 if "--small" in sys.argv else 1
    with tempfile.TemporaryDirectory(prefix="medagora-bench-") as folder:
        file = Path(folder) / "mplus_topics.xml"
        make_file(file, TOPICS // share, SITES // share)
        runs = (
            ("candidates, new topics", "one", ("--new-topics",)),
            ("the same again", "one", ("--new-topics",)),
            ("published, new topics", "two", ("--new-topics", "--policy", "published")),
        )
        rows = []
        for name, home, options in runs:
            rows.append({"import": name, **run(Path(folder) / home, file, *options)})
        size = round(file.stat().st_size / 1e6, 1)
    print_report("importing MedlinePlus", rows, file_mb=size, memory_budget_mb=200)


if __name__ == "__main__":
    main()
