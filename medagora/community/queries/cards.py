"""What posts point to, as cards: resources with who chose and judged them, papers with
what became of them."""

from collections.abc import Iterable
from dataclasses import dataclass

from medagora.appraisal.queries.for_search import JudgedWith, spread_by_resource
from medagora.appraisal.queries.retracted import find_retracted
from medagora.catalogue import queries as catalogue
from medagora.catalogue.queries.for_search import ids_of_published
from medagora.community import lending
from medagora.community.domain.words import LinkKind
from medagora.community.models import PostLink
from medagora.curation.queries.choosers import choosers_by_uid

_UNKNOWN = lending.Paper(title="", language="")


@dataclass(frozen=True)
class ResourceCard:
    """A resource that a post points to. ``judged``: how people judged it."""

    card: catalogue.Card
    chosen_by: tuple[str, ...]
    judged: tuple[JudgedWith, ...]


@dataclass(frozen=True)
class PaperCard:
    """A paper by its DOI or PMID; ``notice``: "retraction", "concern" or ""."""

    kind: LinkKind
    value: str
    title: str
    language: str
    page: str
    notice: str

    @property
    def address(self) -> str:
        """Where the paper itself is."""
        if self.kind == LinkKind.DOI:
            return f"https://doi.org/{self.value}"
        return f"https://pubmed.ncbi.nlm.nih.gov/{self.value}/"


@dataclass(frozen=True)
class PostCards:
    resources: tuple[ResourceCard, ...] = ()
    papers: tuple[PaperCard, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.resources or self.papers)


def cards_by_post(post_ids: Iterable[int], language: str) -> dict[int, PostCards]:
    """The cards of several posts, each in the order of its text; a fixed number of
    queries."""
    links = list(
        PostLink.objects.filter(post__in=list(post_ids)).order_by("post", "position")
    )
    shown = _shown([x.value for x in links if x.kind == LinkKind.RESOURCE], language)
    chosen = choosers_by_uid(shown) if shown else {}
    judged = spread_by_resource(shown) if shown else {}
    papers = _papers(links)
    found: dict[int, PostCards] = {}
    for link in links:
        cards = found.get(link.post_id, PostCards())
        if link.kind != LinkKind.RESOURCE:
            paper = papers[link.kind, link.value]
            cards = PostCards(cards.resources, (*cards.papers, paper))
        elif card := shown.get(link.value):
            resource = ResourceCard(
                card, chosen.get(card.uid, ()), judged.get(card.uid, ())
            )
            cards = PostCards((*cards.resources, resource), cards.papers)
        found[link.post_id] = cards
    return found


def _shown(uids: list[str], language: str) -> dict[str, catalogue.Card]:
    """The cards of the published resources among these uids."""
    if not uids:
        return {}
    ids = ids_of_published(uids).values()
    return {card.uid: card for card in catalogue.cards_of(ids, language)}


def _papers(links: list[PostLink]) -> dict[tuple[str, str], PaperCard]:
    dois = [link.value for link in links if link.kind == LinkKind.DOI]
    pmids = [link.value for link in links if link.kind == LinkKind.PMID]
    known = lending.find_papers(dois, pmids)
    retracted = find_retracted(dois)
    found = {}
    for link in links:
        if link.kind != LinkKind.RESOURCE:
            paper = known.get(link.value, _UNKNOWN)
            found[link.kind, link.value] = PaperCard(
                kind=LinkKind(link.kind),
                value=link.value,
                title=paper.title,
                language=paper.language,
                page=paper.page,
                notice=retracted.get(link.value, ""),
            )
    return found
