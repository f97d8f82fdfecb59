"""The companion's list: what it holds, who signs it, and what asking reveals."""

import base64
import gzip
import hashlib
import stat
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import encode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from medagora.catalogue import services as catalogue
from medagora.catalogue.domain import addresses
from medagora.catalogue.domain.drafts import TextDraft
from medagora.catalogue.domain.words import Kind, State
from medagora.catalogue.models import Resource
from medagora.site.domain import companion_list as wire
from medagora.site.services.companion import building
from tests.site.list_reader import Reader, ReadList

Make = Callable[..., Any]
PAGE = "https://www.nhs.uk/conditions/asthma/"
HEAD = wire.Head(bucket_bits=0, made_at=1, salt=bytes(64))

hosts = st.from_regex(r"(www\.|m\.)?[a-z]{1,8}\.(org|hu|co\.uk)", fullmatch=True)
paths = st.lists(st.from_regex(r"[a-zA-Z0-9_~-]{1,8}", fullmatch=True), max_size=4).map(
    tuple
)


def fetch(client: Client) -> ReadList:
    return Reader(client.get("/companion/list").content).read()


@given(st.sets(st.tuples(hosts, paths), max_size=40))
def test_every_listed_address_is_found_in_any_spelling(
    places: set[tuple[str, tuple[str, ...]]],
) -> None:
    found = [addresses.canonical(f"https://{h}/{'/'.join(p)}") for h, p in places]
    keys = [addresses.key(address) for address in found]

    body = wire.pack((wire.entry_of(key, Kind.ARTICLE) for key in keys), HEAD)

    read = Reader(body + bytes(64)).read()
    assert all(read.finds(address) == "page" for address in found)
    assert all(
        read.finds(f"{address}?utm_source=mail#part") == "page" for address in found
    )
    assert len(read.prefixes) == len(set(keys))
    assert list(read.prefixes) == sorted(read.prefixes)


@given(st.permutations(["a.org", "b.org/x", "c.org/y?z=1", "a.org"]))
def test_the_same_addresses_give_the_same_bytes(entries: list[str]) -> None:
    assert wire.pack(entries, HEAD) == wire.pack(
        ["c.org/y?z=1", "b.org/x", "a.org"], HEAD
    )


@pytest.mark.parametrize(
    ("key", "kind", "entry"),
    [
        ("nhs.uk", Kind.WEBSITE, "nhs.uk/"),
        ("nhs.uk/conditions/asthma", Kind.WEBSITE, "nhs.uk/conditions/asthma/"),
        ("youtube.com/@nhs", Kind.VIDEO_CHANNEL, "youtube.com/@nhs/"),
        ("youtube.com", Kind.WEBSITE, "youtube.com"),
        ("a.org/list?topic=1", Kind.WEBSITE, "a.org/list?topic=1"),
        ("a.org/leaflet.pdf", Kind.ARTICLE, "a.org/leaflet.pdf"),
        ("a.org" + "/x" * 8, Kind.WEBSITE, "a.org" + "/x" * 8),
    ],
)
def test_a_site_stands_for_what_lies_below_it(key: str, kind: str, entry: str) -> None:
    assert wire.entry_of(key, kind) == entry


def test_a_page_and_a_whole_site_are_told_apart(
    client: Client, make_resource: Make
) -> None:
    make_resource("https://www.leaflets.org/one.html", kind="article")
    make_resource("https://www.clinic.org/", kind="website")

    read = fetch(client)

    assert read.finds("http://leaflets.org/one.html?fbclid=1") == "page"
    assert read.finds("https://leaflets.org/one.html/two") == ""
    assert read.finds("https://leaflets.org/") == ""
    assert read.finds("http://m.clinic.org") == "page"
    assert read.finds("https://clinic.org/children/fever?lang=en") == "site"
    assert read.finds("https://shop.clinic.org/") == ""
    assert read.finds("https://clinic.org.evil.com/") == ""


def test_further_addresses_of_a_resource_are_found_too(
    client: Client, make_resource: Make
) -> None:
    make_resource("https://new.org/", further_addresses=("https://old.org/page",))

    read = fetch(client)

    assert read.finds("https://old.org/page") == "page"
    assert read.finds("https://new.org/") == "page"


@pytest.mark.parametrize("state", [State.RETIRED, State.CANDIDATE, State.DECLINED])
def test_what_is_withdrawn_is_no_longer_found(
    client: Client, make_resource: Make, state: State
) -> None:
    kept, withdrawn = make_resource("https://kept.org/"), make_resource(PAGE)
    before = fetch(client)

    catalogue.set_state(withdrawn, state, at=datetime(2026, 11, 24, tzinfo=UTC))

    after = fetch(client)
    assert before.finds(PAGE) == "page"
    assert after.finds(PAGE) == ""
    assert after.finds(kept.address) == "page"


def test_what_was_never_published_is_not_found(
    client: Client, make_resource: Make
) -> None:
    make_resource(PAGE, state="candidate")

    assert fetch(client).finds(PAGE) == ""


def test_the_site_signs_its_list_with_the_key_that_it_shows(
    client: Client, make_resource: Make
) -> None:
    make_resource(PAGE)

    shown = client.get("/companion/key").json()
    body = client.get("/companion/list").content

    verify(shown["public_key"], body)
    with pytest.raises(InvalidSignature):
        verify(shown["public_key"], body[:20] + bytes([body[20] ^ 1]) + body[21:])


def verify(public_key: str, body: bytes) -> None:
    point = base64.b64decode(public_key)
    key = ec.EllipticCurvePublicKey.from_encoded_point(ec.SECP256R1(), point)
    r, s = int.from_bytes(body[-64:-32]), int.from_bytes(body[-32:])
    key.verify(encode_dss_signature(r, s), body[:-64], ec.ECDSA(SHA256()))


def test_the_key_is_made_once_and_kept_for_the_owner_of_the_home_only(
    client: Client, db: None
) -> None:
    first = client.get("/companion/key").json()
    again = client.get("/companion/key").json()

    path = settings.CONFIG.home / "companion_key"
    assert first == again
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text() not in str(first)


def test_machines_that_are_given_the_same_key_sign_alike(
    client: Client, make_resource: Make, settings: Any
) -> None:
    make_resource(PAGE)
    lists = []

    for key in ("one", "one", "other"):
        settings.CONFIG = settings.CONFIG.model_copy(update={"companion_key": key})
        lists.append(client.get("/companion/list").content)

    assert lists[0] == lists[1] != lists[2]


def test_an_unchanged_list_is_not_sent_twice(
    client: Client, make_resource: Make
) -> None:
    make_resource(PAGE)
    first = client.get("/companion/list")

    second = client.get("/companion/list", headers={"If-None-Match": first["ETag"]})
    make_resource("https://new.org/")
    third = client.get("/companion/list", headers={"If-None-Match": first["ETag"]})

    assert (second.status_code, second.content) == (304, b"")
    assert second["Access-Control-Allow-Origin"] == "*"
    assert third.status_code == 200


def test_the_list_is_made_once_and_then_only_asked_whether_it_changed(
    client: Client, make_resource: Make
) -> None:
    for _ in range(3):
        make_resource()
    client.get("/companion/list")

    with CaptureQueriesContext(connection) as queries:
        client.get("/companion/list")

    assert len(queries) == 2
    assert not any("catalogue_address" in query["sql"] for query in queries)


def test_the_list_comes_compressed_to_those_who_can_read_it(
    client: Client, make_resource: Make
) -> None:
    make_resource(PAGE)

    plain = client.get("/companion/list")
    small = client.get("/companion/list", headers={"Accept-Encoding": "br, gzip"})

    assert small["Content-Encoding"] == "gzip"
    assert gzip.decompress(small.content) == plain.content
    assert "Accept-Encoding" in plain["Vary"]


def test_a_new_salt_comes_with_new_addresses_and_with_a_new_month(
    make_resource: Make,
) -> None:
    """An address made to look like a listed one stops to do so."""
    make_resource(PAGE)
    november, december = (datetime(2040, month, 3, tzinfo=UTC) for month in (11, 12))

    first = Reader(building.signed_list(november).body).read()
    later = Reader(building.signed_list(december).body).read()
    make_resource("https://new.org/")
    changed = Reader(building.signed_list(december).body).read()

    assert len({first.salt, later.salt, changed.salt}) == 3
    assert first.made_at < later.made_at <= changed.made_at


def test_programs_of_any_page_may_read_what_the_companion_asks_and_no_cookie_is_set(
    client: Client, make_resource: Make
) -> None:
    make_resource(PAGE)

    for path in ("/companion/list", "/companion/key", "/companion/bucket/0/0"):
        response = client.get(path)

        assert response["Access-Control-Allow-Origin"] == "*"
        assert not response.cookies


def test_details_come_by_the_crowd(client: Client, make_resource: Make) -> None:
    made = [make_resource() for _ in range(5)]
    make_resource(state="candidate")

    pages = client.get("/companion/bucket/0/0").json()["pages"]

    keys = {addresses.key(resource.address): resource for resource in made}
    expected = {hashlib.sha256(k.encode()).hexdigest(): r.uid for k, r in keys.items()}
    assert {page["hash"]: page["uid"] for page in pages} == expected
    assert pages[0]["description"] == "Says why."


def test_parts_of_the_catalogue_hold_each_address_once(
    client: Client, make_resource: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(wire, "CROWD", 2)
    made = {make_resource().uid for _ in range(9)}

    bits = fetch(client).bucket_bits
    parts = [
        client.get(f"/companion/bucket/{bits}/{number}").json()["pages"]
        for number in range(2**bits)
    ]

    assert bits == 2
    assert sorted(page["uid"] for part in parts for page in part) == sorted(made)
    for number, part in enumerate(parts):
        assert {int(page["hash"][:2], 16) >> 6 for page in part} <= {number}


@pytest.mark.parametrize("path", ["1/0", "0/1", "99999999999/0", "16/3"])
def test_nobody_can_ask_for_fewer_than_a_crowd(
    client: Client, make_resource: Make, path: str
) -> None:
    make_resource(PAGE)

    assert client.get(f"/companion/bucket/{path}").status_code == 404


@given(st.integers(0, 10_000_000))
def test_a_part_is_shared_by_a_hundred_or_is_the_whole(count: int) -> None:
    bits = wire.bucket_bits_for(count)

    assert 0 <= bits <= 16
    assert bits == 0 or count >> bits >= wire.CROWD


def test_details_speak_the_readers_language(
    client: Client, make_resource: Make
) -> None:
    texts = {"en": TextDraft("Asthma", "Why."), "hu": TextDraft("Asztma", "Miért.")}
    make_resource(PAGE, texts=texts, languages=("en", "hu"))

    hungarian = client.get("/companion/bucket/0/0?language=hu").json()["pages"][0]
    unknown = client.get("/companion/bucket/0/0?language=<b>").json()["pages"][0]

    assert (hungarian["title"], hungarian["description"]) == ("Asztma", "Miért.")
    assert unknown["description_language"] == "en"


def test_an_empty_catalogue_has_a_list_too(client: Client, db: None) -> None:
    read = fetch(client)

    assert not read.prefixes
    assert read.finds(PAGE) == ""
    assert client.get("/companion/bucket/0/0").json() == {"pages": []}


def test_only_the_newest_list_is_kept(client: Client, make_resource: Make) -> None:
    resource: Resource = make_resource(PAGE)
    client.get("/companion/list")

    catalogue.set_state(resource, State.RETIRED, at=datetime(2026, 11, 24, tzinfo=UTC))
    make_resource("https://new.org/")

    assert fetch(client).finds("https://new.org/") == "page"
    assert client.get("/companion/bucket/0/0").json()["pages"][0]["uid"] != resource.uid
