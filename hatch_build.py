"""Compiles translations while the package is built, so that none is committed."""

from pathlib import Path
from typing import Any

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po
from hatchling.builders.hooks.plugin.interface import BuildHookInterface


def compile_translations(root: Path) -> int:
    """Writes a .mo beside each .po; gives how many."""
    count = 0
    for po in sorted(root.glob("medagora/locale/*/LC_MESSAGES/*.po")):
        with po.open("rb") as source:
            catalog = read_po(source, locale=po.parts[-3])
        with po.with_suffix(".mo").open("wb") as target:
            write_mo(target, catalog)
        count += 1
    return count


class CustomBuildHook(BuildHookInterface):  # type: ignore[type-arg]  # its config is not ours
    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        compile_translations(Path(self.root))
