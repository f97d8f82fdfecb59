"""Which of our topics a row of a file stands under."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from medagora.catalogue.domain.formats.rows import ResourceRow, Skipped
from medagora.curation.services.importing.options import ImportOptions
from medagora.curation.services.importing.survey import Survey, Words
from medagora.kernel.text import fold
from medagora.topics import queries as topics

NO_TOPIC = "It stands under no topic that we have."


@dataclass(frozen=True)
class Matcher:
    """Folded words and the source's own ids of topics, each with our slug."""

    by_word: Mapping[str, str]
    by_id: Mapping[str, str]
    slugs: frozenset[str]

    def topics_of(self, row: ResourceRow, more: Iterable[Words]) -> tuple[str, ...]:
        """Slugs, each once, in the order of the row's own words."""
        own = Words(row.draft.topics, row.words, row.within)
        found: dict[str, None] = {}
        for said in (own, *more):
            found |= dict.fromkeys(slug for slug in said.topics if slug in self.slugs)
            found |= dict.fromkeys(self._by_words(said.words))
            found |= dict.fromkeys(
                self.by_id[their] for their in said.within if their in self.by_id
            )
        return tuple(found)

    def _by_words(self, words: Iterable[str]) -> Iterable[str]:
        for word in words:
            slug = self.by_word.get(fold(word))
            if slug:
                yield slug

    def place(
        self, number: int, row: ResourceRow, found: Survey, options: ImportOptions
    ) -> ResourceRow | Skipped:
        """The row with our topics in its draft, or skipped for having none.

        What repetitions of its address add is added here.
        """
        more = found.more.get(number, ())
        slugs = self.topics_of(row, more)
        if options.known_topics_only and not slugs:
            return Skipped(row.line, NO_TOPIC, row.draft.address[:200])
        feeds = {feed.address: feed for feed in row.draft.feeds}
        for said in more:
            feeds = {feed.address: feed for feed in said.feeds} | feeds
        draft = replace(
            row.draft, topics=tuple(sorted(slugs)), feeds=tuple(feeds.values())
        )
        return replace(row, draft=draft)


def make_matcher(by_id: Mapping[str, str]) -> Matcher:
    """With the topics as they are now; ``by_id`` as the plan for topics says."""
    slugs = frozenset(topics.ids_by_slug())
    return Matcher(topics.slug_by_word(), by_id, slugs | set(by_id.values()))
