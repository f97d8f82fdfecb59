"""Each time zone is offered once, by the name that it has today."""

from typing import Any

import pytest

from medagora.web.time_zones import present_zone, usual_zone, zone_choices


def _offered() -> list[str]:
    groups = [zones for _area, zones in zone_choices()]
    return [name for zones in groups if isinstance(zones, list) for name, _ in zones]


def test_old_names_are_not_offered() -> None:
    offered = _offered()

    assert "Africa/Asmara" in offered
    assert "Africa/Asmera" not in offered
    assert "Europe/Kiev" not in offered
    assert len(set(offered)) == len(offered)


def test_an_old_name_is_taken_for_the_present_one() -> None:
    assert present_zone("Asia/Calcutta") == "Asia/Kolkata"
    assert present_zone("Europe/Budapest") == "Europe/Budapest"
    assert present_zone("Asia/Calcutta") in _offered()


@pytest.mark.parametrize(
    ("country", "zone"),
    [("IN", "Asia/Kolkata"), ("HU", "Europe/Budapest"), ("", "UTC")],
)
def test_the_operator_s_zone_can_be_chosen(
    settings: Any, country: str, zone: str
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(update={"country": country})
    assert usual_zone() == zone
    assert zone == "UTC" or zone in _offered()
