"""The style guide and what a phone asks for."""

import re

import pytest
from django.template.loader import render_to_string
from django.test import Client

from medagora.topics.domain.words import BodySystem


@pytest.mark.parametrize("language", ["en", "ar"])
def test_style_guide_shows_every_component(
    client: Client, db: None, language: str
) -> None:
    html = client.get(f"/{language}/style/").content.decode()

    for name in ("button-danger", "notice-warning", "empty", "card", "error-summary"):
        assert name in html
    for name in ("tabs", "steps", "pager", "table", "timeline", "chart", "body-map"):
        assert f'class="{name}' in html


def test_manifest_speaks_the_language_of_its_address(client: Client, db: None) -> None:
    answer = client.get("/ar/manifest.webmanifest")

    manifest = answer.json()
    assert answer.headers["Content-Type"] == "application/manifest+json"
    assert (manifest["lang"], manifest["dir"]) == ("ar", "rtl")
    assert manifest["start_url"] == "/ar/"
    assert manifest["display"] == "minimal-ui"
    assert manifest["shortcuts"][0]["url"] == "/ar/reader/"


def test_body_map_leads_to_every_body_system_twice() -> None:
    html = render_to_string("site/components/body_map.html")

    led_to = re.findall(r'href="[^"]*\?system=([a-z-]+)"', html)

    assert sorted(led_to) == sorted([system.value for system in BodySystem] * 2)


def test_only_the_list_of_the_body_map_takes_the_tab_key() -> None:
    html = render_to_string("site/components/body_map.html")

    figure, names = html.split("</svg>")

    assert figure.count("<a ") == figure.count('tabindex="-1"')
    assert "tabindex" not in names
