import pytest

from medagora.reader.domain.formats.authors import names_of
from tests.reader.formats.samples import atom, only_entry, rss


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Ada Lovelace", ["Ada Lovelace"]),
        ("  Müller A ", ["Müller A"]),
        ("office@example.org (Ada Lovelace)", ["Ada Lovelace"]),
        ("Ada Lovelace <ada@example.org>", ["Ada Lovelace"]),
        ("ada@example.org", []),
        ("Ada Lovelace; Marie Curie", ["Ada Lovelace", "Marie Curie"]),
        ("\nAda Lovelace, \nMarie Curie\n", ["Ada Lovelace", "Marie Curie"]),
        (
            "Ada Lovelace, Marie Curie, and Lise Meitner",
            ["Ada Lovelace", "Marie Curie", "Lise Meitner"],
        ),
        ("Lovelace, A., Curie, M.-S.", ["Lovelace, A.", "Curie, M.-S."]),
        ("Lovelace, Ada", ["Lovelace, Ada"]),
        ("Ada Lovelace, MD, PhD", ["Ada Lovelace, MD, PhD"]),
        (
            "Department of Medicine, University of Debrecen",
            ["Department of Medicine, University of Debrecen"],
        ),
        ("O&#39;Brien C", ["O'Brien C"]),
        ("<b>Ada</b> Lovelace", ["Ada Lovelace"]),
        ("", []),
    ],
)
def test_names_are_taken_apart_and_mail_addresses_left_out(
    text: str, names: list[str]
) -> None:
    assert list(names_of([text])) == names


def test_all_authors_stay_in_their_order_and_each_once() -> None:
    entry = only_entry(
        rss(
            "<title>t</title><author>a@example.org (Ada Lovelace)</author>"
            "<dc:creator>Marie Curie</dc:creator><dc:creator>Ada Lovelace</dc:creator>"
        )
    )

    assert entry.authors == ("Ada Lovelace", "Marie Curie")


def test_at_most_a_hundred_authors_are_kept() -> None:
    creators = "".join(f"<dc:creator>Author N{n}</dc:creator>" for n in range(300))

    assert len(only_entry(rss(f"<title>t</title>{creators}")).authors) == 100


def test_an_atom_entry_takes_the_authors_of_its_feed() -> None:
    head = "<title>Heart</title><author><name>Ada Lovelace</name></author>"

    assert only_entry(atom("<title>t</title>", head=head)).authors == ("Ada Lovelace",)


def test_an_atom_entry_from_elsewhere_keeps_the_authors_of_its_source() -> None:
    head = "<title>Heart</title><author><name>Planet</name></author>"
    source = "<source><author><name>Marie Curie</name></author></source>"

    entry = only_entry(atom(f"<title>t</title>{source}", head=head))

    assert entry.authors == ("Marie Curie",)


def test_the_editor_of_a_channel_is_no_author_of_its_items() -> None:
    head = "<title>t</title><managingEditor>e@example.org (Ed Itor)</managingEditor>"

    assert only_entry(rss("<title>t</title>", head=head)).authors == ()
