#!/usr/bin/env python3
"""Keeps the translation files in step with the code.

translations.py update    extract strings into every finished language
translations.py check     fail on a missing, fuzzy, outdated or broken message
"""

import contextlib
import re
import shutil
import sys
import tempfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po
from django.core.management import call_command
from django.core.management.commands import makemessages

ROOT = Path(__file__).resolve().parents[1]
LOCALE = ROOT / "medagora" / "locale"
LANGUAGES = ("hu", "de", "fr", "es", "ar")
DOMAINS = ("django",)
REFUSALS = (
    "BadInput",
    "Conflict",
    "NotAFeed",
    "NotAllowed",
    "NotFound",
    "Unavailable",
    "WordFault",
)
_NAMED = re.compile(r"%\((\w+)\)[sd]|\{(\w*)\}")


class Extract(makemessages.Command):
    """As Django's, and the sentences of refusals, which rules raise in English."""

    #: A new message is translated by a person, never guessed from a similar one.
    msgmerge_options = ["-q", "--backup=none", "--no-fuzzy-matching", "--update"]
    xgettext_options = [
        *makemessages.Command.xgettext_options,
        "--keyword=_now",  # gettext, where _ is its lazy sister
        *(f"--keyword={name}:1" for name in REFUSALS),
    ]


@contextlib.contextmanager
def sentences_as_code(package: Path) -> Iterator[None]:
    """What findings say stands in data files beside the rules (``[sentences]``); while
    strings are extracted it stands in a module, too."""
    module = package / "appraisal" / "_sentences.py"
    texts = sorted(
        {
            text
            for path in package.glob("*/domain/**/said_*.toml")
            for text in tomllib.loads(path.read_text())["sentences"].values()
        }
    )
    module.write_text("".join(f"_({text!r})\n" for text in texts))
    try:
        yield
    finally:
        module.unlink()


def extract(package: Path) -> None:
    """Brings the .po files of a package (or of a copy of it) up to date."""
    with contextlib.chdir(package), sentences_as_code(package):
        for domain in DOMAINS:
            call_command(
                Extract(),
                domain=domain,
                locale=list(LANGUAGES),
                no_wrap=True,
                no_location=True,
                ignore_patterns=["vendor/*", "cli/*"],
                verbosity=0,
            )


def load(folder: Path, code: str, domain: str) -> Catalog:
    path = folder / code / "LC_MESSAGES" / f"{domain}.po"
    if not path.exists():
        return Catalog(locale=code)
    with path.open("rb") as file:
        return read_po(file, locale=code)


def faults_of(code: str, domain: str, now: Catalog, kept: Catalog) -> list[str]:
    faults = []
    kept_ids = {message.id for message in kept if message.id}
    for message in now:
        if not message.id:
            continue
        name = message.id if isinstance(message.id, str) else message.id[0]
        where = f"{code}/{domain}: {name[:70]!r}"
        words = as_tuple(message.string)
        if message.id not in kept_ids:
            faults.append(f"{where}: is not in the file (run `make fix`)")
        elif message.fuzzy:
            faults.append(f"{where}: is fuzzy")
        elif not words or not all(words):
            faults.append(f"{where}: has no translation")
        else:
            faults += placeholder_faults(where, as_tuple(message.id), words)
    return faults


def as_tuple(words: object) -> tuple[str, ...]:
    """One form or several, as Babel gives them, as a tuple."""
    if isinstance(words, list | tuple):
        return tuple(str(word or "") for word in words)
    return (str(words or ""),)


def placeholder_faults(
    where: str, sources: tuple[str, ...], words: tuple[str, ...]
) -> list[str]:
    """A translation names the placeholders of its source; a plural may drop one."""
    known = {match.group() for text in sources for match in _NAMED.finditer(text)}
    faults = []
    for text in words:
        used = {match.group() for match in _NAMED.finditer(text)}
        if used - known or (len(words) == 1 and known - used):
            faults.append(f"{where}: placeholders differ: {sorted(used ^ known)}")
    return faults


def check() -> int:
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "medagora"
        shutil.copytree(ROOT / "medagora", copy, ignore=shutil.ignore_patterns("*.mo"))
        extract(copy)
        faults = [
            fault
            for code in LANGUAGES
            for domain in DOMAINS
            for fault in faults_of(
                code,
                domain,
                load(copy / "locale", code, domain),
                load(LOCALE, code, domain),
            )
        ]
    for fault in faults:
        print(fault)
    if not faults:
        print("Translations: complete in", ", ".join(LANGUAGES))
    return 1 if faults else 0


def main() -> int:
    if sys.argv[1:] == ["update"]:
        extract(ROOT / "medagora")
        sys.path.insert(0, str(ROOT))
        from hatch_build import compile_translations  # noqa: PLC0415  # only here

        compile_translations(ROOT)
        return 0
    if sys.argv[1:] == ["check"]:
        return check()
    sys.exit(__doc__)


if __name__ == "__main__":
    sys.exit(main())
