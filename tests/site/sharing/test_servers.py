"""Names of Mastodon servers as people type them, and what is none."""

from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.kernel.refusals import BadInput
from medagora.site.domain.servers import server_name


@pytest.mark.parametrize(
    ("typed", "name"),
    [
        ("mastodon.social", "mastodon.social"),
        (" Mastodon.Social ", "mastodon.social"),
        ("https://mastodon.social/", "mastodon.social"),
        ("@anna@mastodon.social", "mastodon.social"),
        ("anna@mastodon.social", "mastodon.social"),
        ("social.uniklinik.example.de", "social.uniklinik.example.de"),
        ("bücher.de", "xn--bcher-kva.de"),
        (
            "موقع.مصر",
            "xn--4gbrim.xn--wgbh1c",
        ),
    ],
)
def test_a_server_is_understood_as_people_write_it(typed: str, name: str) -> None:
    assert server_name(typed) == name


@pytest.mark.parametrize(
    "typed",
    [
        "",
        "mastodon",
        "localhost",
        "127.0.0.1",
        "2130706433",
        "0x7f.1",
        "1.1",
        "[::1]",
        "::1",
        "mastodon.social:8080",
        "mastodon.social/share",
        "mastodon.social?x=1",
        "mastodon.social#x",
        "mastodon.social\\@evil.com",
        "https://user:pass@mastodon.social",
        "user:pass@mastodon.social",
        "javascript:alert(1)",
        "http://mastodon.social",
        "//mastodon.social",
        "printer.local",
        "wiki.corp",
        "router.lan",
        "metadata.google.internal",
        "a.onion",
        "mastodon..social",
        ".mastodon.social",
        "-a.social",
        "a_b.social",
        "mastodon.social\x00",
        "mastodon social.de",
        "mastodon.\nsocial",
        "a." * 200 + "de",
        "x" * 64 + ".de",
    ],
)
def test_what_is_no_public_name_is_refused(typed: str) -> None:
    with pytest.raises(BadInput) as refused:
        server_name(typed)

    assert refused.value.field == "server"


@given(
    st.one_of(
        st.text(max_size=300),
        st.text("ab.-@:/#?\\[]19%ß。", max_size=40),
    )
)
def test_whatever_is_typed_the_address_stays_on_one_public_host(typed: str) -> None:
    try:
        name = server_name(typed)
    except BadInput:
        return

    parts = urlsplit(f"https://{name}/share?text=x")
    assert parts.netloc == parts.hostname == name
    assert parts.path == "/share"
    assert name.isascii()
    assert "." in name
    assert server_name(name) == name
