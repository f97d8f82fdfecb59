"""Documents as the memory engine keeps them: cut into words and stems once."""

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from medagora.search.domain.documents import ContentDocument, TopicTerm
from medagora.search.domain.stems import stems_in
from medagora.search.domain.words import words_of

#: In how many of its languages a text is stemmed, and how many stems are told.
STEMMED_LANGUAGES = 2
TOLD_STEMS = 120

Texts = Mapping[str, list[list[str]]]


@dataclass(frozen=True)
class KeptTerm:
    term: TopicTerm

    @cached_property
    def words(self) -> list[str]:
        return words_of(self.term.text)

    @cached_property
    def forms(self) -> frozenset[str]:
        """Its words and their stems."""
        return frozenset([*self.words, *stems_in(self.term.text, [self.term.language])])


@dataclass(frozen=True)
class KeptContent:
    document: ContentDocument

    @cached_property
    def texts(self) -> Texts:
        """The words of each text by its place, in order: no phrase spans two texts."""
        document = self.document
        return {
            "title": [words_of(text) for text in document.titles],
            "text": [words_of(text) for text in document.descriptions],
            "by": [words_of(f"{document.publisher} {document.host}")],
        }

    @cached_property
    def counted(self) -> Mapping[str, list[str]]:
        """The words or stems of each place whose rarity counts."""
        titles = self._stems(self.document.titles)
        return {
            "stem": [*titles, *self._stems(self.document.descriptions)],
            "title_stem": titles,
            "by": self.texts["by"][0],
        }

    @property
    def title_words(self) -> set[str]:
        return {word for words in self.texts["title"] for word in words}

    def frequent_stems(self) -> dict[str, int]:
        """Its frequent stems with their counts; figures say nothing."""
        stems = [stem for stem in self.counted["stem"] if not stem[-1].isdecimal()]
        return dict(Counter(stems).most_common(TOLD_STEMS))

    def _stems(self, texts: Iterable[str]) -> list[str]:
        languages = self.document.languages[:STEMMED_LANGUAGES] or ("",)
        return [stem for text in texts for stem in stems_in(text, languages)]
