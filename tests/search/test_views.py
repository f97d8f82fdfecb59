import json
from collections.abc import Callable
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from medagora.catalogue.domain.drafts import TextDraft

Make = Callable[..., Any]


@pytest.fixture(autouse=True)
def _asthma(make_topic: Make) -> None:
    make_topic("asthma")


def page(client: Client, query: str = "", *, path: str = "/en/search/") -> str:
    response = client.get(f"{path}?{query}")
    assert response.status_code == 200
    return response.content.decode()


def test_an_empty_search_invites_to_type(client: Client, indexed: Make) -> None:
    indexed()

    assert "Type what you look for" in page(client)


def test_results_show_topic_and_resource_with_marks(
    client: Client, make_resource: Make, indexed: Make
) -> None:
    resource = make_resource(
        topics=("asthma",), texts={"en": TextDraft("Asthma & <b>you</b>", "Why.")}
    )
    indexed()

    html = page(client, "q=asthma")

    assert "/en/topics/asthma/" in html
    assert f"/en/resource/{resource.uid}/" in html
    assert "<mark>Asthma</mark> &amp; &lt;b&gt;you&lt;/b&gt;" in html
    assert "Found by the topic Asthma" in html


def test_the_words_of_a_search_are_escaped(client: Client, indexed: Make) -> None:
    indexed()

    for words in ("'><script>alert(1)</script>", '"><script>alert(1)</script>'):
        answer = client.get("/en/search/?q=" + quote(words))
        assert "<script>alert" not in answer.content.decode()
        assert "alert(1)" in answer.content.decode()


def test_what_cannot_be_understood_is_said_and_kept(
    client: Client, indexed: Make
) -> None:
    indexed()

    answer = client.get("/en/search/?q=" + quote("asthma titel:x"))

    html = answer.content.decode()
    assert answer.status_code == 422
    assert "no field “titel:” (character 8)" in html
    assert 'value="asthma titel:x"' in html


def test_help_comes_before_everything_in_an_emergency(
    client: Client, make_resource: Make, indexed: Make
) -> None:
    make_resource(texts={"en": TextDraft("Want to die")})
    indexed()

    html = page(client, "q=i+want+to+die")

    assert "You do not have to be alone" in html
    assert 'href="tel:' in html
    assert "found-resources" not in html
    assert "found-resources" in page(client, "q=i+want+to+die&go=1")


def test_a_fragment_is_the_same_markup_without_the_page(
    client: Client, make_resource: Make, indexed: Make
) -> None:
    make_resource(texts={"en": TextDraft("Asthma")})
    indexed()

    fragment = client.get("/en/search/?q=asthma", headers={"HX-Request": "true"})

    html = fragment.content.decode()
    assert "<html" not in html
    assert html.strip() in page(client, "q=asthma")


def test_nothing_found_says_what_else_can_be_done(
    client: Client, indexed: Make
) -> None:
    indexed()

    html = page(client, "q=ashtma&kind=podcast")

    assert "No resource was found" in html
    assert "These are results for" in html
    assert "Search without the filters" in html


def test_while_the_index_is_missing_the_page_says_so(client: Client) -> None:
    html = page(client, "q=asthma")

    assert "The search index is being rebuilt" in html
    assert "/en/topics/asthma/" in html
    assert "No resource was found" not in html


def test_an_unknown_filter_is_refused(client: Client, indexed: Make) -> None:
    assert client.get("/en/search/?q=a&kind=book").status_code == 422


def test_another_language_stands_under_its_own_name(
    client: Client, make_resource: Make, indexed: Make
) -> None:
    make_resource(languages=("zh",), texts={"en": TextDraft("Asthma")})
    make_resource(texts={"en": TextDraft("Asthma")})
    indexed()

    html = page(client, "q=asthma")

    assert "中文" in html
    assert "(Chinese)" in html
    assert "language=any" in html


def test_the_readers_standing_choice_of_audience_is_heeded(
    client: Client, make_resource: Make, indexed: Make
) -> None:
    make_resource(audience="professionals", texts={"en": TextDraft("Asthma in depth")})
    indexed()
    client.cookies["audience"] = "patients"

    assert "in depth" not in page(client, "q=asthma")
    assert "in depth" in page(client, "q=asthma&audience=both")


def test_the_page_costs_no_more_queries_with_more_rows(
    client: Client,
    make_resource: Make,
    indexed: Make,
    count_queries: Callable[..., int],
) -> None:
    make_resource(topics=("asthma",), texts={"en": TextDraft("Asthma")})
    indexed()
    page(client, "q=asthma")
    few = count_queries(lambda: page(client, "q=asthma"))
    for _ in range(10):
        make_resource(topics=("asthma",), texts={"en": TextDraft("Asthma")})
    indexed()

    assert count_queries(lambda: page(client, "q=asthma")) == few


SUGGEST = "/en/search/suggest/"


def test_suggestions_are_a_listbox(client: Client, indexed: Make) -> None:
    indexed()

    html = page(client, "q=ast", path=SUGGEST)

    assert '<div role="listbox" data-said="1 suggestion">' in html
    assert '<a role="option" href="/en/topics/asthma/">' in html


def test_no_suggestions_are_an_empty_answer(client: Client, indexed: Make) -> None:
    indexed()

    assert page(client, "q=zzz", path=SUGGEST).strip() == ""


def test_programs_get_suggestions_as_data(
    client: Client, make_resource: Make, indexed: Make
) -> None:
    resource = make_resource(texts={"en": TextDraft("Asthma")})
    indexed()

    answer = client.get(SUGGEST + "?q=ast", headers={"accept": "application/json"})

    assert answer.json() == {
        "query": "ast",
        "help": None,
        "topics": [
            {
                "slug": "asthma",
                "name": "Asthma",
                "language": "en",
                "because": "",
                "path": "/en/topics/asthma/",
            }
        ],
        "resources": [
            {
                "uid": resource.uid,
                "title": "Asthma",
                "path": f"/en/resource/{resource.uid}/",
            }
        ],
        "collections": [],
    }
    assert "max-age" in answer.headers["Cache-Control"]
    assert "Accept" in answer.headers["Vary"]


def test_browsers_get_suggestions_in_the_opensearch_form(
    client: Client, indexed: Make
) -> None:
    indexed()

    answer = client.get(SUGGEST + "?q=ast&format=opensearch")

    assert answer.headers["Content-Type"] == "application/x-suggestions+json"
    assert json.loads(answer.content) == [
        "ast",
        ["Asthma"],
        [""],
        ["http://testserver/en/topics/asthma/"],
    ]


def test_searching_changes_nothing_and_is_only_read(client: Client) -> None:
    assert client.post("/en/search/").status_code == 405
