"""Libraries take the catalogue over: with a harvester that others wrote, and by the
rules of the protocol."""

from collections.abc import Callable
from datetime import datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from lxml import etree

from medagora.api.domain.oai import full
from medagora.api.queries import harvest
from medagora.catalogue.domain.drafts import FeedDraft, TextDraft
from medagora.catalogue.models import Resource
from medagora.curation.domain.states import Move
from medagora.curation.services import publishing

MakeResource = Callable[..., Resource]
NS = {
    "o": "http://www.openarchives.org/OAI/2.0/",
    "dc": "http://purl.org/dc/elements/1.1/",
    "m": full.NAMESPACE,
}
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
START = datetime.fromisoformat("2026-11-20T10:00:00Z")

pytestmark = pytest.mark.django_db


def ask(client: Client, **arguments: str) -> etree._Element:
    response = client.get("/oai", arguments)
    assert response.status_code == 200
    assert response["Content-Type"] == "text/xml; charset=utf-8"
    return etree.fromstring(response.content)


def fault_of(answer: etree._Element) -> str:
    found = answer.find("o:error", NS)
    assert found is not None
    assert found.text
    return found.get("code", "")


def texts(answer: etree._Element, path: str) -> list[str]:
    return [found.text or "" for found in answer.iterfind(path, NS)]


def changed(resource: Resource, minutes: int) -> str:
    """As if it had changed so long after the start; gives its identifier."""
    at = START + timedelta(minutes=minutes)
    Resource.objects.filter(pk=resource.pk).update(updated_at=at)
    return f"oai:127.0.0.1:{resource.uid}"


@pytest.fixture
def small_parts(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(harvest, "PART_SIZE", 2)


def test_who_we_are(client: Client, make_resource: MakeResource) -> None:
    changed(make_resource(), 0)

    answer = ask(client, verb="Identify")

    one = {child.tag.split("}")[1]: child.text for child in answer[2]}
    assert one["protocolVersion"] == "2.0"
    assert one["baseURL"] == "http://127.0.0.1:8000/oai"
    assert one["deletedRecord"] == "persistent"
    assert one["granularity"] == "YYYY-MM-DDThh:mm:ssZ"
    assert one["earliestDatestamp"] == "2026-11-20T10:00:00Z"
    assert one["adminEmail"]
    assert "description" not in one  # an IP address is no name for identifiers


def test_under_a_name_it_says_what_its_identifiers_look_like(
    client: Client, settings: Any
) -> None:
    settings.CONFIG = settings.CONFIG.model_copy(
        update={"site_url": "https://med.example.org", "contact": "lib@example.org"}
    )

    answer = ask(client, verb="Identify")

    text = etree.tostring(answer, encoding="unicode")
    assert "oai:med.example.org:" in text
    assert texts(answer, "o:Identify/o:adminEmail") == ["lib@example.org"]


def test_dublin_core_says_what_libraries_ask_for(
    client: Client, make_resource: MakeResource, make_topic: Callable[..., Any]
) -> None:
    make_topic("asthma")
    resource = make_resource(
        "https://lung.example.org/",
        texts={"en": TextDraft("Lungs & air", "For <all>."), "hu": TextDraft("Tüdő")},
        languages=("en", "hu"),
        topics=("asthma",),
        publisher="Lung Society",
        kind="guideline",
    )
    name = changed(resource, 0)

    answer = ask(client, verb="GetRecord", identifier=name, metadataPrefix="oai_dc")

    record = answer.find("o:GetRecord/o:record", NS)
    assert record is not None
    assert texts(record, ".//dc:title") == ["Lungs & air", "Tüdő"]
    assert texts(record, ".//dc:description") == ["For <all>."]
    assert texts(record, ".//dc:subject") == ["Asthma", "Asthma magyarul"]
    assert texts(record, ".//dc:language") == ["en", "hu"]
    assert texts(record, ".//dc:publisher") == ["Lung Society"]
    assert texts(record, ".//dc:type") == ["Text", "guideline"]
    assert texts(record, ".//dc:identifier") == ["https://lung.example.org/"]
    assert texts(record, "o:header/o:setSpec") == [
        "audience:both",
        "kind:guideline",
        "language:en",
        "language:hu",
        "topic:asthma",
    ]
    title = record.findall(".//dc:title", NS)[1]
    assert title.get(XML_LANG) == "hu"


def test_our_own_format_keeps_to_its_schema(
    client: Client, make_resource: MakeResource, make_topic: Callable[..., Any]
) -> None:
    make_topic("asthma")
    whole = make_resource(
        "https://lung.example.org/",
        languages=("en",),
        topics=("asthma",),
        publisher="Lung Society",
        country="GB",
        feeds=(FeedDraft("https://lung.example.org/feed", "News"),),
        accessibility_notes="Captions\x0c everywhere.",
    )
    bare = make_resource("https://bare.example.org/", texts={}, languages=())
    schema = _schema(client)

    for resource in (whole, bare):
        name = f"oai:127.0.0.1:{resource.uid}"
        answer = client.get(
            "/oai",
            {"verb": "GetRecord", "identifier": name, "metadataPrefix": "medagora"},
        )
        found = etree.fromstring(answer.content).find(".//{*}metadata/{*}resource")
        assert found is not None
        schema.assertValid(etree.ElementTree(found))

    text = etree.tostring(ask(client, verb="ListMetadataFormats")).decode()
    assert "http://127.0.0.1:8000/oai/medagora.xsd" in text


def _schema(client: Client) -> etree.XMLSchema:
    """Ours, with the one attribute that it takes from elsewhere written here."""
    text = client.get("/oai/medagora.xsd").content.decode()
    other = (
        '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" '
        'targetNamespace="http://www.w3.org/XML/1998/namespace">'
        '<xs:attribute name="lang" type="xs:language"/></xs:schema>'
    )

    class Local(etree.Resolver):
        def resolve(self, *words: Any) -> Any:
            return self.resolve_string(other, words[-1], base_url="")

    parser = etree.XMLParser()
    parser.resolvers.add(Local())
    return etree.XMLSchema(etree.fromstring(text.encode(), parser))


def test_what_was_retired_stays_as_deleted(
    client: Client, make_resource: MakeResource, operator: Any
) -> None:
    resource = make_resource()
    publishing.move(resource, Move.RETIRE, by=operator, at=timezone.now())

    answer = ask(client, verb="ListRecords", metadataPrefix="oai_dc")

    header = answer.find(".//o:header", NS)
    assert header is not None
    assert header.get("status") == "deleted"
    assert answer.find(".//o:metadata", NS) is None


def test_what_was_never_published_is_not_there(
    client: Client, make_resource: MakeResource
) -> None:
    resource = make_resource(state="candidate")
    name = f"oai:127.0.0.1:{resource.uid}"

    one = ask(client, verb="GetRecord", identifier=name, metadataPrefix="oai_dc")
    all_ = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")

    assert fault_of(one) == "idDoesNotExist"
    assert fault_of(all_) == "noRecordsMatch"


@pytest.mark.usefixtures("small_parts")
def test_a_list_in_parts_loses_nothing_while_records_change(
    client: Client, make_resource: MakeResource
) -> None:
    rows = [make_resource() for _number in range(5)]
    names = [changed(row, minutes) for minutes, row in enumerate(rows)]
    first = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")
    token = first.find(".//o:resumptionToken", NS)
    assert token is not None
    assert (token.get("completeListSize"), token.get("cursor")) == ("5", "0")

    changed(rows[0], 60)  # had been given already
    changed(rows[2], 61)  # was to come next
    make_resource(state="candidate")
    found = texts(first, ".//o:identifier")
    text = token.text or ""
    while text:
        part = ask(client, verb="ListIdentifiers", resumptionToken=text)
        found += texts(part, ".//o:identifier")
        (text,) = texts(part, ".//o:resumptionToken")

    assert set(found) == set(names)
    assert found == [*names[:2], names[3], names[4], names[0], names[2]]


@pytest.mark.usefixtures("small_parts")
def test_a_token_may_be_used_again(client: Client, make_resource: MakeResource) -> None:
    for minutes in range(3):
        changed(make_resource(), minutes)
    first = ask(client, verb="ListRecords", metadataPrefix="oai_dc")
    (token,) = texts(first, ".//o:resumptionToken")

    once = ask(client, verb="ListRecords", resumptionToken=token)
    again = ask(client, verb="ListRecords", resumptionToken=token)

    assert texts(once, ".//o:identifier") == texts(again, ".//o:identifier")
    end = once.find(".//o:resumptionToken", NS)
    assert end is not None
    assert end.text is None
    assert end.get("cursor") == "2"


def test_both_ends_of_a_span_count(client: Client, make_resource: MakeResource) -> None:
    names = [changed(make_resource(), minutes) for minutes in range(3)]
    half = make_resource()
    at = START + timedelta(minutes=1, seconds=0, milliseconds=500)
    Resource.objects.filter(pk=half.pk).update(updated_at=at)

    answer = ask(
        client,
        verb="ListIdentifiers",
        metadataPrefix="oai_dc",
        **{"from": "2026-11-20T10:01:00Z", "until": "2026-11-20T10:01:00Z"},
    )

    wanted = [names[1], f"oai:127.0.0.1:{half.uid}"]
    assert texts(answer, ".//o:identifier") == wanted
    request = answer.find("o:request", NS)
    assert request is not None
    assert request.get("from") == "2026-11-20T10:01:00Z"


@pytest.mark.parametrize(
    ("name", "matches"),
    [
        ("topic", True),
        ("topic:asthma", True),
        ("topic:gout", False),
        ("language", True),
        ("language:hu", True),
        ("language:de", False),
        ("kind:podcast", True),
        ("kind:app", False),
        ("audience:patients", True),
        ("colour:red", False),
        ("topic:asthma:child", False),
    ],
)
def test_sets_hold_what_they_say(
    client: Client,
    make_resource: MakeResource,
    make_topic: Callable[..., Any],
    name: str,
    matches: bool,
) -> None:
    make_topic("asthma")
    make_topic("gout")
    make_resource(
        topics=("asthma",), languages=("hu",), kind="podcast", audience="patients"
    )

    answer = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc", set=name)

    if matches:
        assert len(texts(answer, ".//o:identifier")) == 1
    else:
        assert fault_of(answer) == "noRecordsMatch"


def test_every_set_of_a_record_is_listed(
    client: Client, make_resource: MakeResource, make_topic: Callable[..., Any]
) -> None:
    make_topic("asthma")
    make_resource(topics=("asthma",), languages=("hu",))
    listed = texts(ask(client, verb="ListSets"), ".//o:setSpec")
    record = ask(client, verb="ListIdentifiers", metadataPrefix="oai_dc")

    for spec in texts(record, ".//o:setSpec"):
        assert spec in listed
        assert spec.split(":")[0] in listed


@pytest.mark.parametrize(
    ("arguments", "code"),
    [
        ({}, "badVerb"),
        ({"verb": "Steal"}, "badVerb"),
        ({"verb": "ListRecords"}, "badArgument"),
        (
            {"verb": "ListRecords", "metadataPrefix": "marcxml"},
            "cannotDisseminateFormat",
        ),
        ({"verb": "ListRecords", "metadataPrefix": "oai_dc"}, "noRecordsMatch"),
        ({"verb": "ListRecords", "resumptionToken": "bad"}, "badResumptionToken"),
        ({"verb": "ListSets", "resumptionToken": "x"}, "badResumptionToken"),
        (
            {"verb": "ListMetadataFormats", "identifier": "oai:127.0.0.1:gone"},
            "idDoesNotExist",
        ),
        (
            {
                "verb": "GetRecord",
                "identifier": "https://elsewhere.example.org/",
                "metadataPrefix": "oai_dc",
            },
            "idDoesNotExist",
        ),
    ],
)
def test_every_fault_has_its_code(
    client: Client, arguments: dict[str, str], code: str
) -> None:
    answer = ask(client, **arguments)

    assert fault_of(answer) == code
    request = answer.find("o:request", NS)
    assert request is not None
    assert request.text == "http://127.0.0.1:8000/oai"
    is_silent = code in {"badVerb", "badArgument"}
    said = {str(name): str(value) for name, value in request.attrib.items()}
    assert said == ({} if is_silent else arguments)


def test_a_post_is_answered_like_a_get(client: Client) -> None:
    form = "application/x-www-form-urlencoded"

    posted = client.post("/oai", "verb=ListMetadataFormats", content_type=form)
    odd = client.post("/oai", "{}", content_type="application/json")

    assert b"<metadataPrefix>oai_dc</metadataPrefix>" in posted.content
    assert fault_of(etree.fromstring(odd.content)) == "badArgument"
    assert client.put("/oai").status_code == 405


def test_more_records_cost_no_more_queries(
    client: Client,
    make_resource: MakeResource,
    make_topic: Callable[..., Any],
    count_queries: Callable[..., int],
) -> None:
    make_topic("asthma")
    make_topic("gout")
    make_resource(topics=("asthma",))
    call = partial(ask, client, verb="ListRecords", metadataPrefix="medagora")

    before = count_queries(call)
    for _number in range(10):
        make_resource(topics=("asthma", "gout"), languages=("en", "hu"))

    assert count_queries(call) == before
