"""The companion's own modules in a real Chromium, held against the server's rules."""

import hashlib
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import Phase, example, given, settings
from hypothesis import strategies as st
from playwright.sync_api import Browser, Page

from medagora.appraisal.domain.findings import Criterion
from medagora.appraisal.domain.phrases import Phrases, words_in
from medagora.catalogue.domain import addresses
from medagora.kernel.folding import fold_tables
from medagora.kernel.refusals import BadInput
from medagora.site.domain import companion_list
from tests.site.list_reader import Reader

MODULES = Path(companion_list.__file__).parents[1] / "companion" / "modules"
ORIGIN = "http://modules.example.org"

#: Each example asks a browser: a failing one is shown as it was found.
UNSHRUNK = (Phase.explicit, Phase.reuse, Phase.generate)
#: Letters that addresses are made of, and those that are written in several ways.
_letters = st.sampled_from(
    [*"aZ09-_.~!$&'()*+,;=:@%", "%C3%A9", "é", "%2f", "%41", "ő"]
)
_segments = st.lists(_letters, max_size=6).map("".join)
_names = st.sampled_from(["www.", "m.", "amp.", "www.m.", ""])
_hosts = st.sampled_from(
    ["nhs.uk", "en.m.wikipedia.org", "a.co", "site.example.org:8080", "WWW.Nhs.UK."]
)
_ends = st.sampled_from(["", "/", "/index.html", "/Default.aspx", "/index.php"])
_parameters = st.sampled_from([
    "utm_source=x", "fbclid=1", "id=7", "b=2&a=1", "a=é", "q=a+b", "q=%zz", "x", "=1",
    "_hsenc=1", "UTM_Medium=y", "mc_cid=", "q='(x)!*~", "ns_campaign=z", "a=1&&b",
])  # fmt: skip
web_addresses = st.builds(
    lambda scheme, name, host, path, end, query, part: (
        f"{scheme}://{name}{host}/{'/'.join(path)}{end}"
        f"{'?' + '&'.join(query) if query else ''}{part}"
    ),
    st.sampled_from(["http", "https", "HTTPS"]),
    _names,
    _hosts,
    st.lists(_segments, max_size=3),
    _ends,
    st.lists(_parameters, max_size=3),
    st.sampled_from(["", "#top"]),
)


@pytest.fixture(scope="module")
def modules(browser: Browser) -> Iterator[Page]:
    """A page that can import the companion's modules."""
    page = browser.new_page()

    def give(route: Any) -> None:
        name = route.request.url.removeprefix(f"{ORIGIN}/")
        body = (MODULES / name).read_bytes() if name else b"<!doctype html>"
        kind = f"text/{'javascript' if name else 'html'}; charset=utf-8"
        route.fulfill(body=body, content_type=kind)

    page.route(f"{ORIGIN}/**", give)
    page.goto(f"{ORIGIN}/")
    yield page
    page.close()


def key_here(address: str) -> str:
    try:
        return addresses.key(addresses.canonical(address))
    except BadInput:
        return ""


def keys_there(page: Page, found: list[str]) -> list[tuple[str, str]]:
    """Each address as a link's ``href`` gives it, and its key."""
    return [
        (pair[0], pair[1])
        for pair in page.evaluate(
            """async (found) => {
              const { keyOf } = await import("/address.js");
              const link = document.createElement("a");
              return found.map((address) => {
                link.href = address;
                return [link.href, keyOf(link.href)];
              });
            }""",
            found,
        )
    ]


@settings(max_examples=60, phases=UNSHRUNK)
@given(st.lists(web_addresses, min_size=20, max_size=40))
def test_both_sides_agree_which_addresses_are_one(
    modules: Page, found: list[str]
) -> None:
    pairs = keys_there(modules, found)

    assert pairs == [(href, key_here(href)) for href, _key in pairs]
    assert [key for _href, key in pairs] == [key_here(address) for address in found]


@pytest.mark.parametrize(
    "address",
    [
        "ftp://nhs.uk/", "mailto:a@nhs.uk", "javascript:void(0)", "http://localhost/",
        "http://127.0.0.1/x", "http://[::1]/", "https://user:secret@nhs.uk/",
        "https://nhs.uk/" + "a" * 1100, "https://-nhs.uk/", "about:blank", "",
    ],
)  # fmt: skip
def test_what_no_catalogue_can_hold_has_no_key(modules: Page, address: str) -> None:
    there = modules.evaluate(
        "async (a) => (await import('/address.js')).keyOf(a)", address
    )

    assert there == ""
    assert key_here(address) == ""


@settings(phases=UNSHRUNK)
@given(st.lists(st.text(max_size=150), max_size=30))
@example(["", "a" * 55, "a" * 56, "a" * 64, "a" * 119, "a" * 120])
def test_both_sides_hash_alike(modules: Page, found: list[str]) -> None:
    found = [text.encode("utf-8", "ignore").decode() for text in found]

    there = modules.evaluate(
        """async (found) => {
          const { hashText, hexOf, stateAfter } = await import("/sha256.js");
          const salted = stateAfter(new Uint8Array(64).fill(7));
          const both = (text) => [hashText(text), hashText(text, salted)].map(hexOf);
          return found.map(both);
        }""",
        found,
    )

    salt = bytes([7]) * 64
    assert there == [
        [
            hashlib.sha256(text.encode()).hexdigest(),
            hashlib.sha256(salt + text.encode()).hexdigest(),
        ]
        for text in found
    ]


@settings(max_examples=40, phases=UNSHRUNK)
@given(
    st.sets(web_addresses, max_size=30),
    st.lists(web_addresses, max_size=30),
    st.sampled_from(["website", "article"]),
)
def test_both_sides_find_the_same(
    modules: Page, listed: set[str], others: list[str], kind: str
) -> None:
    known = {key_here(address) for address in listed} - {""}
    asked = [address for address in [*listed, *others] if key_here(address)]
    body = list_of(known, kind)

    as_page, as_link = finds_there(modules, body, asked)

    here = Reader(body).read()
    assert as_page == [here.finds(address) for address in asked]
    assert as_link == as_page


def list_of(keys: set[str], kind: str) -> bytes:
    head = companion_list.Head(bucket_bits=0, made_at=1, salt=bytes(range(64)))
    entries = (companion_list.entry_of(key, kind) for key in keys)
    return companion_list.pack(entries, head) + bytes(64)


def finds_there(modules: Page, body: bytes, asked: list[str]) -> list[list[str]]:
    """How each address is listed, asked as an open page and as a link of one."""
    found: list[list[str]] = modules.evaluate(
        """async ([body, asked]) => {
          const { Finder, readList } = await import("/list.js");
          const finder = new Finder(readList(Uint8Array.from(body)));
          const ask = (how) => asked.map((address) => finder[how](address)?.how ?? "");
          return [ask("find"), ask("findLink")];
        }""",
        [list(body), asked],
    )
    return found


@pytest.mark.parametrize(
    "address",
    [
        "https://www.google.com/url?sa=t&url=https%3A%2F%2Fnhs.uk%2Fx&ved=1",
        "https://www.google.co.uk/url?q=https://nhs.uk/x",
        "https://duckduckgo.com/l/?uddg=https%3A%2F%2Fnhs.uk%2Fx&rut=1",
        "https://www.bing.com/ck/a?!&&p=1&u=a1aHR0cHM6Ly9uaHMudWsveA&ntb=1",
        "https://r.search.yahoo.com/_ylt=A/RV=2/RE=1/RO=10/RU=https%3a%2f%2fnhs.uk%2fx/RK=2/RS=a-",
        "https://nhs.uk/x",
    ],
)
def test_links_of_search_engines_are_followed_to_their_end(
    modules: Page, address: str
) -> None:
    end = modules.evaluate(
        "async (a) => (await import('/address.js')).destinationOf(new URL(a)) ?? a",
        address,
    )

    assert end == "https://nhs.uk/x"
    assert finds_there(modules, list_of({"nhs.uk/x"}, "article"), [address])[1] == [
        "page"
    ]


@settings(phases=UNSHRUNK)
@given(st.lists(st.text("aB1.-_%:@/?#\\\t []é", max_size=12), max_size=40))
@example(["a.b\\@c.d/", "a.b@c.d/", "a.b:8/", "a.b?@c.d", "xn--a.b/", "1.2/", "a.b./"])
def test_a_host_read_without_taking_apart_is_the_browsers_host(
    modules: Page, rests: list[str]
) -> None:
    read = modules.evaluate(
        r"""async (rests) => {
          const { plainHostOf } = await import("/address.js");
          const addresses = rests.map((rest) => `https://${rest}`).filter(URL.canParse);
          return addresses
            .map((address) => [plainHostOf(address), new URL(address).hostname])
            .filter(([plain, host]) => plain && !/^[\d.]+$/.test(host));
        }""",
        rests,
    )

    assert all(plain == host for plain, host in read)


PHRASES = {
    "claims": ["miracle cure*", "guaranteed", "save #", "one _ trick"],
    "harms": ["side effect*", "mellékhatás*", "Nebenwirkung*", "آثار جانبية", "علاج"],
}
TEXTS = [
    "A MIRACLE cures. Guaranteed! Save 3.5 today; one weird trick, side-effects.",
    "Side. Effects: side\neffects side effect’s",
    "A mellékhatások ritkák. Die Nebenwirkungen – Straße ŁÓDŹ ﬁne Æther",
    "L’effet guaranteed n'est d'effets qu'un Miracle cure",
    "والآثار الجانبية للعلاج، وبالعلاج. آثارٌ جانبيّة",
]


@settings(phases=UNSHRUNK)
@given(st.lists(st.sampled_from(TEXTS) | st.text(max_size=80), max_size=8))
@example(TEXTS)
def test_both_sides_read_phrases_alike(modules: Page, texts: list[str]) -> None:
    text = " ".join(texts).encode("utf-8", "ignore").decode()

    there = modules.evaluate(
        """async ([text, groups, tables]) => {
          const { Phrases, makeFold, wordsIn } = await import("/phrases.js");
          const fold = makeFold(tables);
          const hits = new Phrases(groups, fold).find(wordsIn(text, fold));
          return hits.map((hit) => [hit.group, text.slice(hit.start, hit.end)]);
        }""",
        [
            text,
            PHRASES,
            fold_there(),
        ],
    )

    hits = Phrases(PHRASES).find(words_in(text))
    assert there == [[hit.group, text[hit.start : hit.end]] for hit in hits]


def fold_there() -> dict[str, Any]:
    tables = fold_tables()
    return {name: getattr(tables, name) for name in ("cases", "same", "combining")}


def read_here(modules: Page, **changes: object) -> dict[str, Any]:
    """What the companion's reader says of a page without anything but changes."""
    page = {
        "address": "https://www.example.org/a",
        "title": "",
        "language": "en",
        "isHttps": True,
        "whole": "",
        "main": "",
        "links": [],
        "head": {},
        "linkedData": [],
        "bylines": [],
        "times": [],
        "loaded": [],
        "images": 0,
        "imagesWithoutText": 0,
        "headingLevels": [],
        **changes,
    }
    groups = {"claims": ["miracle"], "negation": ["no", "not"], "warning": ["beware"]}
    knowledge = {
        "fold": fold_there(),
        "lists": {"en": groups},
        "trackers": {"tracker.net": [""], "big.com": ["/pixel"]},
    }
    seen = modules.evaluate(
        """async ([page, knowledge]) => {
          const { readPage } = await import("/engine.js");
          return readPage(page, knowledge);
        }""",
        [page, knowledge],
    )
    return {finding["criterion"]: finding for finding in seen["findings"]} | {
        "left out": seen["leftOut"]
    }


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("It is a miracle.", "present"),
        ("It is no miracle.", "cannot_tell"),
        ("Beware of any miracle.", "cannot_tell"),
        ("Is it a miracle?", "cannot_tell"),
        ("No doubt. It is a miracle.", "present"),
        ("", "cannot_tell"),
    ],
)
def test_a_promise_that_is_denied_or_warned_of_is_none(
    modules: Page, text: str, answer: str
) -> None:
    assert read_here(modules, main=text, whole=text)["claims"]["answer"] == answer


def test_other_hosts_and_known_followers_are_counted_once(modules: Page) -> None:
    loaded = [
        "https://img.example.org/own.png",
        "https://a.tracker.net/1.js",
        "https://a.tracker.net/2.js",
        "https://cdn.big.com/x.css",
        "https://www.big.com/pixel?id=1",
        "data:image/png;base64,AA",
    ]

    seen = read_here(modules, loaded=loaded)

    assert seen["trackers"]["words"] == ["a.tracker.net", "www.big.com"]
    assert seen["third_parties"]["count"] == 3


def test_a_language_without_lists_leaves_words_to_people(modules: Page) -> None:
    seen = read_here(modules, language="pt-BR", main="milagre")

    assert "claims" not in seen
    assert {"claims", "harms", "funding"} <= set(seen["left out"])


def test_every_criterion_is_looked_at_or_named_as_left_out(modules: Page) -> None:
    seen = read_here(modules)

    named = {*seen, *seen["left out"]} - {"left out"}
    # a page that cannot be read has no findings; the language is the page's word
    assert named | {"page", "language"} == set(Criterion)


@pytest.mark.parametrize(
    "script",
    [
        "{",
        "[" * 5000,
        "null",
        "7",
        '{"author": {"name": 7}}',
        '{"@graph": {"@graph": 1}}',
    ],
)
def test_hostile_linked_data_says_nothing(modules: Page, script: str) -> None:
    assert read_here(modules, linkedData=[script])["author"]["answer"] == "cannot_tell"


def test_linked_data_names_people_and_dates(modules: Page) -> None:
    data = {
        "@graph": [
            {
                "author": [{"name": "Dr Ann"}, "Bo"],
                "reviewedBy": {"name": "Cy"},
                "lastReviewed": "2026-01-02",
            }
        ]
    }

    seen = read_here(modules, linkedData=[json.dumps(data)])

    assert seen["author"]["words"] == ["Dr Ann", "Bo"]
    assert seen["reviewer"]["words"] == ["Cy"]
    assert seen["reviewed"]["words"] == ["2026-01-02"]
