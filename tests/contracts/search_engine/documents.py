"""What the contract is about: a few topics, a few pages, and notes around them."""

from medagora.search.domain.documents import (
    ContentDocument,
    Document,
    Mark,
    Role,
    Sort,
    TopicDocument,
    TopicTerm,
)


def topic(slug: str, *terms: tuple[str, str, Role]) -> TopicDocument:
    return TopicDocument(slug, tuple(TopicTerm(slug, *term) for term in terms))


ASTHMA = topic(
    "asthma",
    ("en", "Asthma", Role.NAME),
    ("hu", "Asztma", Role.NAME),
    ("hu", "tüdőasztma", Role.CLINICAL),
    ("", "J45", Role.CODE),
)
PRESSURE = topic(
    "high-blood-pressure",
    ("en", "High blood pressure", Role.NAME),
    ("en", "hypertension", Role.CLINICAL),
    ("hu", "Magas vérnyomás", Role.NAME),
)
TOPICS = (ASTHMA, PRESSURE)
LUNGS = ContentDocument(
    uid="lungs",
    titles=("Asthma UK", "Asztma (brit)"),
    descriptions=("Advice for people who wheeze.",),
    publisher="Lung charity",
    host="asthma.example.org",
    languages=("en",),
    audience="patients",
    topics=("asthma",),
    published=30,
    country="GB",
    marks=(Mark.CONFIRMED, Mark.FREE),
    codes=("doi:10.1000/lungs",),
)
BLOG = ContentDocument(
    uid="blog",
    titles=("A nurse writes",),
    descriptions=("About asthma and other things.",),
    host="example.org",
    languages=("en", "hu"),
    audience="both",
    kind="blog",
    published=20,
    marks=(Mark.FREE,),
)
HEART = ContentDocument(
    uid="heart",
    titles=("Szívünk",),
    descriptions=("A nyomás mérése otthon.",),
    host="notexample.org",
    languages=("hu",),
    audience="professionals",
    topics=("high-blood-pressure", "asthma"),
    published=10,
    country="HU",
    marks=(Mark.CONFIRMED, Mark.CHECKED),
    codes=("pmid:31978945",),
)
SUGAR = ContentDocument(
    uid="sugar", titles=("糖尿病情報センター",), languages=("ja",), published=5
)
RESOURCES = (LUNGS, BLOG, HEART, SUGAR)
#: The same key among other sorts of content.
OTHERS = (
    ContentDocument("lungs", ("Asthma: our choice",), sort=Sort.COLLECTION),
    ContentDocument("lungs", ("Asthma in the news",), sort=Sort.ENTRY, published=7),
    ContentDocument("lungs", ("Asthma cured!",), sort=Sort.PAGE),
    ContentDocument("lungs", ("Who sleeps with asthma?",), sort=Sort.QUESTION),
)


def notes(start: int, stop: int) -> tuple[ContentDocument, ...]:
    """Entries that are about nothing, published in these seconds."""
    return tuple(
        ContentDocument(
            f"note{number}",
            (f"Minutes {number}",),
            ("Somebody spoke of little that mattered.",),
            languages=("en",),
            sort=Sort.ENTRY,
            published=number,
        )
        for number in range(start, stop)
    )


#: Among many documents a word says something; among four it does not.
NOTES = notes(100, 160)
EVERYTHING: tuple[Document, ...] = (*TOPICS, *RESOURCES, *OTHERS, *NOTES)
