"""What the documents promise is there."""

import re
from pathlib import Path

from medagora.config import Config

ROOT = Path(__file__).parents[1]


def test_every_setting_is_documented_with_its_default_and_meaning() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()

    missing = [
        name
        for name, field in Config.model_fields.items()
        if f"`MEDAGORA_{name.upper()}`" not in page
        or str(field.description) not in page
    ]

    assert missing == []


def test_the_settings_page_names_nothing_that_is_gone() -> None:
    page = (ROOT / "docs" / "settings.md").read_text()
    named = set(re.findall(r"`MEDAGORA_([A-Z_]+)`", page))

    assert named <= {name.upper() for name in Config.model_fields}


def test_every_room_has_a_readme_of_about_ten_lines() -> None:
    rooms = [path.parent for path in (ROOT / "medagora").glob("*/apps.py")]

    lengths = {
        room.name: len((room / "README.md").read_text().strip().splitlines())
        for room in [*rooms, ROOT / "medagora" / "kernel", ROOT / "medagora" / "cli"]
    }

    assert [name for name, length in lengths.items() if not 5 <= length <= 20] == []


def test_links_between_documents_lead_somewhere() -> None:
    broken = [
        f"{page.name}: {target}"
        for page in [ROOT / "README.md", *(ROOT / "docs").rglob("*.md")]
        for target in re.findall(r"\]\((?!https?:|#)([^)#]+)", page.read_text())
        if not (page.parent / target).exists()
    ]

    assert broken == []


def test_every_make_target_of_the_readme_exists() -> None:
    makefile = (ROOT / "Makefile").read_text()
    named = set(re.findall(r"`make (\w+)`", (ROOT / "README.md").read_text()))

    assert [name for name in named if f"\n{name}:" not in makefile] == []
