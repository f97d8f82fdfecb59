"""Whom to call, on any page: the component knows nothing of the page around it."""

from django.template.loader import render_to_string

from medagora.kernel.emergencies import Emergency, Kind
from medagora.web.emergency_lines import emergency_help

COMPONENT = "web/components/emergency_help.html"


def shown(*kinds: Kind, country: str = "HU", **more: object) -> str:
    help_ = emergency_help(Emergency(kinds, "en"), country, "en")
    return render_to_string(COMPONENT, {"help": help_, **more})


def test_it_shows_the_lines_of_a_country_and_nothing_of_searching() -> None:
    html = shown(Kind.SUICIDE)

    assert "tel:116123" in html
    assert "<form" not in html
    assert "Search" not in html


def test_a_page_may_say_who_watches_it() -> None:
    assert "Nobody watches this site" in shown(Kind.HEART)

    html = shown(Kind.HEART, said="Nobody here is a crisis service.")

    assert "Nobody here is a crisis service." in html
    assert "Nobody watches this site" not in html


def test_several_kinds_show_the_lines_of_each() -> None:
    html = shown(Kind.POISONING, Kind.VIOLENCE, Kind.SUICIDE)

    assert "Advice when somebody was poisoned" in html
    assert "Help against violence" in html
    assert "people who listen" in html
