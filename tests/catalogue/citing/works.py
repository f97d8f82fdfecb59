"""Works of every sort for the tests of what is written about them."""

from datetime import date
from typing import Any

from hypothesis import strategies as st

from medagora.catalogue.domain.citing.works import Work, line
from medagora.catalogue.domain.words import Kind

DAY = date(2026, 11, 27)
#: Anything that people write, in any script, as the room keeps it.
lines = st.text(max_size=80).map(line)
titles = lines.filter(bool)


def a_work(**changes: Any) -> Work:
    usual: dict[str, Any] = {
        "key": "abc123",
        "title": "Asthma",
        "address": "https://www.nhs.uk/conditions/asthma/",
        "seen_on": DAY,
        "kind": Kind.WEBSITE,
    }
    return Work(**usual | changes)


works = st.builds(
    Work,
    key=st.text("abcdefghjkmnpqrstuvwxyz0123456789-", min_size=4, max_size=12),
    title=titles,
    address=st.sampled_from(
        [
            "https://example.org/a_b?x=1&y=%C3%A9#part",
            "https://example.org/{a}/~b%20c",
            "https://xn--mnchen-3ya.example/;v=1",
        ]
    ),
    seen_on=st.dates(),
    kind=st.sampled_from([None, *Kind]),
    genre=lines,
    authors=st.lists(titles, max_size=3).map(tuple),
    publisher=lines,
    country=lines,
    languages=st.lists(st.sampled_from(["en", "hu", "ar"]), unique=True).map(tuple),
    doi=st.sampled_from(["", "10.1136/bmj.n1_2(3)<4>"]),
    issn=st.sampled_from(["", "1756-1833"]),
    abstract=lines,
    topics=st.lists(titles, max_size=3).map(tuple),
    note=lines,
    found_in=lines,
)
