"""Each time zone is offered once, by the name that it has today."""

from medagora.reader.forms_watching import present_zone, present_zone_choices


def _offered() -> list[str]:
    groups = [zones for _area, zones in present_zone_choices()]
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
