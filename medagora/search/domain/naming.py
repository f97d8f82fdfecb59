"""Topics that titles name, for a great many titles: no engine is asked.

What a title names is the same as what a question names (``topic_matching``). A term is
only held against titles that have the one of its words that fewest terms have.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable

from medagora.search.domain.documents import Role, TopicTerm
from medagora.search.domain.stems import stems_in, stems_of_question
from medagora.search.domain.topic_matching import match_topics, named_topics
from medagora.search.domain.words import understand, words_of


class TopicNames:
    """The names, terms and sayings of topics in one language."""

    def __init__(self, terms: Iterable[TopicTerm], language: str) -> None:
        self._language = language
        spoken = [
            (term, tuple(dict.fromkeys(words_of(term.text))))
            for term in terms
            if term.language == language and term.role is not Role.CODE
        ]
        counts = Counter(word for _term, words in spoken for word in words)
        self._by_form: dict[str, list[TopicTerm]] = defaultdict(list)
        for term, words in spoken:
            if words:
                rarest = min(words, key=lambda word: counts[word])
                for form in {rarest, *stems_in(rarest, [language])}:
                    self._by_form[form].append(term)

    def named_in(self, title: str) -> tuple[str, ...]:
        """Slugs of the topics that a title names in full, the best first."""
        question = understand(title, self._language)
        stems = stems_of_question(question)
        forms = {form for word in question.words for form in (word, *stems[word])}
        terms = {term for form in forms for term in self._by_form.get(form, ())}
        if not terms:
            return ()
        return named_topics(match_topics(question, terms, self._language))
