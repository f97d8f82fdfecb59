"""What sources are called, and what tells two of one name apart."""

from collections import Counter
from collections.abc import Collection, Iterable

from django.db.models import QuerySet

from medagora.kernel.text import fold
from medagora.reader.models import Feed


def bare(address: str) -> str:
    """An address as people say it: ``bmj.com/rss/recent.xml``."""
    _scheme, _sign, rest = address.rpartition("://")
    return rest.removeprefix("www.").rstrip("/")


def name_of(feed: Feed) -> str:
    """Never empty, as it is the text of links."""
    return feed.title or bare(feed.site or feed.address)


def hints_of(named: Iterable[tuple[int, str, str]]) -> dict[int, str]:
    """From number, name and address of sources that stand together: the bare addresses
    of those whose name another one has, too."""
    rows = list({number: (name, address) for number, name, address in named}.items())
    often = Counter(fold(name) for _number, (name, _address) in rows)
    return {
        number: bare(address)
        for number, (name, address) in rows
        if often[fold(name)] > 1
    }


def list_named(ids: Collection[int]) -> QuerySet[Feed]:
    """These feeds with what ``name_of`` and hints need of them."""
    return Feed.objects.filter(pk__in=ids).only("title", "site", "address")


def hints_of_feeds(feeds: Iterable[Feed]) -> dict[int, str]:
    return hints_of((feed.pk, name_of(feed), feed.address) for feed in feeds)


def with_hint(name: str, hint: str) -> str:
    """One text, for programs and for the choices of a form."""
    return f"{name} ({hint})" if hint else name
