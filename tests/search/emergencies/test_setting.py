"""The two settings behind the page: a country, and a file of the operator's own."""

from pathlib import Path

import pytest
from pydantic import ValidationError

from medagora.config import Config


@pytest.mark.parametrize(("given", "kept"), [("", ""), ("HU", "HU"), (" at ", "AT")])
def test_the_country_is_a_code(given: str, kept: str) -> None:
    assert Config(country=given).country == kept


@pytest.mark.parametrize("given", ["Hungary", "XX", "H"])
def test_what_is_no_country_stops_the_start(given: str) -> None:
    with pytest.raises(ValidationError, match="no code of a country"):
        Config(country=given)


def test_without_a_file_there_are_only_our_numbers() -> None:
    assert Config().emergency_lines is None
    assert Config(emergency_lines="").emergency_lines is None


def test_a_file_is_named_by_its_path(tmp_path: Path) -> None:
    path = tmp_path / "lines.toml"
    path.write_text('[HU]\ncall = ["112"]\n')

    assert Config(emergency_lines=path).emergency_lines == path


@pytest.mark.parametrize("text", ["[HU", None])
def test_a_file_that_cannot_be_read_stops_the_start(
    tmp_path: Path, text: str | None
) -> None:
    path = tmp_path / "lines.toml"
    if text is not None:
        path.write_text(text)

    with pytest.raises(ValidationError, match="cannot be read as TOML"):
        Config(emergency_lines=path)
