import json
import re
from collections.abc import Callable
from typing import Any

import pytest
import typer
from typer.testing import CliRunner

from medagora.catalogue.domain.drafts import TextDraft
from medagora.cli.searching import search
from medagora.kernel.refusals import BadInput
from medagora.search import services

Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def _library(make_topic: Make, make_resource: Make) -> None:
    make_topic("asthma")
    make_resource(
        "https://lungs.example.org/",
        topics=("asthma",),
        texts={"en": TextDraft("Living with asthma", "For families.")},
    )
    make_resource(languages=("hu",), texts={"hu": TextDraft("Asthma itthon")})
    services.rebuild_index()


def run(*words: str) -> str:
    app = typer.Typer()
    app.command()(search)
    result = CliRunner().invoke(app, words, catch_exceptions=False)
    assert result.exit_code == 0
    return result.output


def test_people_read_titles_addresses_and_reasons() -> None:
    output = run("asthma")

    assert "Asthma  topic asthma" in output
    assert "Living with asthma" in output
    assert "https://lungs.example.org/" in output
    assert "found by: title, topic Asthma" in output
    assert "2 resources" in output


def test_programs_read_one_json_object() -> None:
    found = json.loads(run("asthma", "--json", "--limit", "1"))

    assert found["total"] == 2
    assert [topic["slug"] for topic in found["topics"]] == ["asthma"]
    (resource,) = found["resources"]
    assert resource["title"] == "Living with asthma"
    assert resource["topics"] == ["asthma"]
    assert resource["found_by"][0] == {
        "where": "title",
        "words": ["asthma"],
        "topic": "",
    }


def test_a_language_narrows_and_names() -> None:
    found = json.loads(run("asthma", "--json", "--language", "hu"))

    assert [resource["title"] for resource in found["resources"]] == ["Asthma itthon"]
    assert found["topics"][0]["name"] == "Asthma magyarul"


def test_a_slip_is_mended_and_said() -> None:
    assert "Searched for: asthma" in run("ashtma")


def test_a_score_is_explained() -> None:
    assert re.search(r"\d\.\d\d = [\d.]+ asthma \+", run("asthma", "--explain"))
    found = json.loads(run("asthma", "--json", "--explain"))
    assert {r["uid"] for r in found["resources"]} == set(found["explained"])


@pytest.mark.parametrize("option", ["--language", "--kind", "--audience"])
def test_an_unknown_word_is_refused(option: str) -> None:
    with pytest.raises(BadInput):
        run("asthma", option, "nonsense")
