"""Mails as people's programs send them: only the new words come out."""

from email.message import EmailMessage

import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.community.domain.incoming_mail import new_words, read_mail

QUOTED = "> ##- Write your answer above this line -##\n> A new answer: Sleep\n"


@pytest.mark.parametrize(
    ("before", "attribution"),
    [
        ("A second pillow.", "On Fri, 27 Nov 2026 at 10:12, M <m@example.org> wrote:"),
        ("Ein zweites Kissen.", "Am 27.11.2026 um 10:12 schrieb M <m@example.org>:"),
        (
            "Un deuxième oreiller.",
            "Le ven. 27 nov. 2026 à 10:12, M <m@example.org> a\nécrit :",
        ),
        ("Otra almohada.", "El vie, 27 nov 2026, M <m@example.org> escribió:"),
        ("Még egy párna.", "M <m@example.org> ezt írta (2026. nov. 27., P, 10:12):"),
        ("وسادة ثانية.", "في الجمعة، 27 نوفمبر 2026 كتب M <m@example.org>:"),
        ("A second pillow.\n\nIt helps.", "M <m@example.org> wrote:"),
    ],
)
def test_quotes_and_who_wrote_them_are_cut_off(before: str, attribution: str) -> None:
    assert new_words(f"{before}\n\n{attribution}\n\n{QUOTED}") == before


def test_a_signature_is_cut_off_and_lists_stay() -> None:
    text = "Two things:\n\n- a pillow\n- an open window\n\n-- \nAnna, Budapest\n"

    assert new_words(text) == "Two things:\n\n- a pillow\n- an open window"


def test_an_answer_below_nothing_of_ours_stays_whole() -> None:
    assert new_words("Ask: what does it help?\n\nIt helps.") == (
        "Ask: what does it help?\n\nIt helps."
    )


def test_of_html_the_words_stay_and_nothing_that_it_quotes() -> None:
    message = EmailMessage()
    message["To"] = "reply@example.org"
    message.set_content(
        "<style>p{}</style><p>A second&nbsp;pillow &amp; <b>air</b>.</p>"
        "<blockquote><p>A new answer</p><script>x()</script></blockquote>",
        subtype="html",
    )

    assert read_mail(message.as_bytes()).text == "A second\xa0pillow & air."


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("Auto-Submitted", "auto-replied"),
        ("Precedence", "bulk"),
        ("X-Autoreply", "yes"),
        ("Return-Path", "<>"),
    ],
)
def test_what_a_program_sent_is_known_as_such(name: str, value: str) -> None:
    message = EmailMessage()
    message[name] = value
    message.set_content("I am out of office.")

    assert read_mail(message.as_bytes()).is_automatic


@given(raw=st.binary(max_size=2000))
def test_no_bytes_break_the_reading(raw: bytes) -> None:
    read_mail(raw)
    read_mail(b"Content-Type: text/html; charset=x-none\nTo: \xff<>@\n\n" + raw)


@given(text=st.text(max_size=400))
def test_no_words_break_the_cutting(text: str) -> None:
    assert len(new_words(text)) <= len(text)
