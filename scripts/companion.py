#!/usr/bin/env python3
"""Packs the browser companion, and checks that it says everything in six languages.

companion.py pack FOLDER [SERVER]   medagora-companion-<browser>-<version>.zip for each
                                    browser; SERVER is the site it knows from the start
companion.py check                  fail on a missing, unused or broken message
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path

from medagora.appraisal.domain.findings import Criterion
from medagora.kernel.languages import FINISHED, direction
from medagora.site.domain import companion_package as packing

SOURCE = Path(packing.__file__).parents[1] / "companion"
#: Chromium refuses a longer description.
LONGEST_DESCRIPTION = 132
_SAID = re.compile(r'\bsay\("(\w+)"|data-say="(\w+)"|__MSG_(\w+)__|getMessage\("(\w+)"')
#: Messages whose names are put together: what begins so is used.
_PUT_TOGETHER = ("answer_", "criterion_", "fault_", "mark_", "status_", "told_")
_FACT = re.compile(r"\$\d")


def pack(folder: Path, server: str = "") -> list[Path]:
    """Writes one zip for each browser; gives where."""
    folder.mkdir(parents=True, exist_ok=True)
    made = []
    for browser in packing.BROWSERS:
        name = f"medagora-companion-{browser}-{packing.version()}.zip"
        (folder / name).write_bytes(packing.pack(browser, packing.Home(server)))
        made.append(folder / name)
    return made


def faults() -> list[str]:
    """What is wrong with the companion's messages, a line each."""
    return [*_faults_of_use(), *_faults_of_languages()]


def messages(language: str) -> dict[str, str]:
    path = SOURCE / "_locales" / language / "messages.json"
    plain = json.loads(path.read_text(encoding="utf-8"))
    return {name: entry["message"] for name, entry in plain.items()}


def said() -> set[str]:
    """Every message that the source names."""
    texts = [SOURCE / "manifest.json", *SOURCE.glob("**/*.js"), *SOURCE.glob("*.html")]
    found = (_SAID.findall(path.read_text(encoding="utf-8")) for path in texts)
    return {"".join(match) for matches in found for match in matches}


def _faults_of_use() -> Iterator[str]:
    english = set(messages("en"))
    wanted = said() | {f"criterion_{criterion}" for criterion in Criterion}
    yield from (f"en: {name} is missing" for name in sorted(wanted - english))
    for name in sorted(english - wanted):
        if not name.startswith(_PUT_TOGETHER):
            yield f"en: {name} is said nowhere"


def _faults_of_languages() -> Iterator[str]:
    english = messages("en")
    folders = {path.name for path in (SOURCE / "_locales").iterdir()}
    if folders != set(FINISHED):
        yield f"_locales: {sorted(folders ^ set(FINISHED))} too few or too many"
    for language in sorted(folders & set(FINISHED)):
        yield from (f"{language}: {fault}" for fault in _faults_of(language, english))


def _faults_of(language: str, english: dict[str, str]) -> Iterator[str]:
    words = messages(language)
    for name in sorted(set(english) ^ set(words)):
        yield f"{name} is missing or too much"
    for name in sorted(set(english) & set(words)):
        if sorted(_FACT.findall(english[name])) != sorted(_FACT.findall(words[name])):
            yield f"{name} names other facts than English"
        if not words[name].strip():
            yield f"{name} is empty"
    if len(words.get("description", "")) > LONGEST_DESCRIPTION:
        yield "the description is too long"
    if (words.get("language"), words.get("direction")) != (
        language,
        direction(language),
    ):
        yield "does not say which language it is and where it runs"


def main(words: list[str]) -> int:
    if words[:1] == ["pack"] and len(words) in {2, 3}:
        for path in pack(Path(words[1]), *words[2:]):
            print(path)
        return 0
    if words == ["check"]:
        found = faults()
        print(*found, sep="\n", end="\n" if found else "")
        return 1 if found else 0
    print(__doc__)
    return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
