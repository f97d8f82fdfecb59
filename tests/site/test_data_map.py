"""The map of personal data, made from the program's own marks."""

import json

import pytest
from django.test import Client
from django.urls import reverse
from typer.testing import CliRunner

from medagora.cli import data_map_command, main
from medagora.people.queries.data_map import list_tables


def test_every_table_with_personal_data_says_what_and_is_exported() -> None:
    personal = [row for row in list_tables() if row.is_personal]

    assert {"Person", "Post", "Hat", "Notice"} <= {row.table for row in personal}
    assert all(row.words for row in personal)
    assert [row.table for row in personal if not row.is_exported] == []


@pytest.mark.django_db
def test_the_page_shows_it_and_for_how_long_things_are_kept(client: Client) -> None:
    html = client.get(reverse("site:data-map")).content.decode()

    assert "a person&#x27;s words, and that they wrote them" in html
    assert "90 days" in html


def test_the_command_prints_it_for_people_and_for_programs() -> None:
    data_map_command.register(main.app)

    told = CliRunner().invoke(main.app, ["data-map", "--json"])

    rows = json.loads(told.stdout)
    assert {row["room"] for row in rows} >= {"people", "community", "curation"}
