"""One walk over a page's markup: its text in blocks, and all that is gathered of it.

It is a target of lxml's parser, so that no tree is built. An extractor such as
trafilatura takes 20 to 100 ms for a page, drops what criteria need (footers, bylines,
pop-ups, hidden frames) and loses where the words stood.
"""

from collections.abc import Mapping, Sequence

from medagora.appraisal.domain.adapt import limits
from medagora.appraisal.domain.adapt.elements import (
    BLOCK,
    ELEMENTS,
    INLINE,
    Element,
    element_of,
)
from medagora.appraisal.domain.adapt.gathered import Gathered, LinkSpan, Span
from medagora.appraisal.domain.adapt.looks import LOOKS
from medagora.appraisal.domain.adapt.openings import Opened, opened_by
from medagora.appraisal.domain.adapt.places import is_hidden, place_in
from medagora.appraisal.domain.adapt.running_text import Place, RunningText
from medagora.appraisal.domain.adapt.signs import NO_SIGNS, Signs, opens_later, signs_of

_JSON_LD = "application/ld+json"
#: Scripts that are data or templates; nothing is fetched by them.
_IDLE_SCRIPTS = ("application/json", "text/template", "text/html", "text/x-")
#: Attributes besides class and id that say more than how an element looks.
_TELLING = frozenset(("style", "hidden", "aria-hidden", "role", "itemprop", "rel"))
_NO_ATTRIBUTES: Mapping[str, str] = {}
#: What an open element changed, to be put back when it closes: the place, whether it
#: is a block, the stretches it opened, whether it is a link, whether text around it
#: is preformatted. A plain tuple: there is one for most elements of the page.
_Frame = tuple[Place, bool, Sequence[Opened], LinkSpan | None, bool]


class Enough(Exception):
    """The page is bigger than we read; what came before counts."""


class Collector:
    """The target: lxml calls ``start``, ``end``, ``data`` and ``close``."""

    def __init__(self, address: str, sign_words: tuple[str, ...] = ()) -> None:
        self.page = Gathered(address)
        self.text = RunningText()
        self._sign_words = sign_words
        self._stack: list[_Frame | None] = []
        self._hidden = 0  # elements open since the hidden one
        self._elements = 0
        self._raw: list[str] | None = None
        self._raw_kind = ""
        self._is_pre = False

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._elements += 1
        stack = self._stack
        if self._elements > limits.MOST_ELEMENTS or len(stack) > limits.MOST_DEPTH:
            raise Enough
        if tag in LOOKS:
            LOOKS[tag](attributes, self.page, not self._hidden)
        if self._hidden:
            self._hidden += 1
            if tag == "script":
                self._listen(tag, attributes)
            return
        element = ELEMENTS.get(tag) or element_of(tag)
        if attributes:
            self._enter(tag, element, attributes)
        elif element is not INLINE:
            # lxml's own empty mapping is slow to ask
            self._enter(tag, element, _NO_ATTRIBUTES)
        else:
            if tag == "br":
                self.text.break_line()
            stack.append(None)

    def end(self, tag: str) -> None:
        if self._hidden:
            self._hidden -= 1
            if self._raw is not None and tag == self._raw_kind.split(" ")[0]:
                self._end_raw()
            return
        frame = self._stack.pop() if self._stack else None
        if frame is None:
            return
        place, is_block, opened, link, self._is_pre = frame
        text = self.text
        if is_block:
            text.close()
            text.place = place
        for spans, start, what in opened:
            spans.append(Span(start, text.at, what))
        if link is not None:
            text.links_open -= 1
            self.page.links.append((link, text.at))

    def data(self, words: str) -> None:
        if self._hidden:
            if self._raw is not None:
                self._raw.append(words)
        elif self._is_pre:
            self._add_lines(words)
        else:
            self.text.add(words)

    def close(self) -> None:
        """lxml asks for a result; there is none but this object."""

    def _add_lines(self, words: str) -> None:
        """Of preformatted text: an empty line parts it."""
        for index, line in enumerate(words.split("\n")):
            if index:
                self.text.add(" ")
                if not line.strip():
                    self.text.break_line()
            self.text.add(line)
            if self.text.is_full:
                return

    # ---- an element that means something --------------------------------------

    def _enter(self, tag: str, element: Element, attributes: Mapping[str, str]) -> None:
        signs = NO_SIGNS
        classes, ident = attributes.get("class"), attributes.get("id")
        if classes or ident:
            signs = signs_of(
                (classes or "")[: limits.LONGEST_NAMES],
                (ident or "")[: limits.LONGEST_NAMES],
            )
        is_telling = signs is not NO_SIGNS or not _TELLING.isdisjoint(attributes)
        if element.is_hidden or (is_telling and is_hidden(tag, attributes, signs)):
            self._hide(tag, attributes, signs)
            return
        opened: Sequence[Opened] = ()
        if is_telling or tag == "time":
            if signs.shop:
                self.page.add_shop_sign(signs.shop)
            opened = opened_by(tag, attributes, signs, self.page, self.text)
        link = self._open_link(attributes) if tag == "a" else None
        if element.is_block:
            self._stack.append((self.text.place, True, opened, None, self._is_pre))
            self._enter_block(tag, element, attributes, signs)
        elif opened or link is not None:
            self._stack.append((self.text.place, False, opened, link, self._is_pre))
        else:
            if tag == "br":
                self.text.break_line()
            self._stack.append(None)

    def _hide(self, tag: str, attributes: Mapping[str, str], signs: Signs) -> None:
        self._hidden = 1
        self._listen(tag, attributes)
        if signs.pop_up and opens_later(signs.pop_up):
            self.page.add_pop_up(signs.pop_up)

    def _open_link(self, attributes: Mapping[str, str]) -> LinkSpan | None:
        target, page = attributes.get("href"), self.page
        if not target or len(page.links) >= limits.MOST_LINKS:
            return None
        address = page.addresses.absolute(target)
        if not address:
            if "window.open" in target:
                page.add_pop_up("window.open")
            return None
        text = self.text
        text.links_open += 1
        instead = attributes.get("aria-label") or attributes.get("title") or ""
        return LinkSpan(
            text.at,
            address,
            attributes.get("rel", "").lower()[: limits.LONGEST_NAMES],
            instead[: limits.LONGEST_WORDS],
            text.place.region,
        )

    def _enter_block(
        self, tag: str, element: Element, attributes: Mapping[str, str], signs: Signs
    ) -> None:
        self.text.close()
        if self.text.is_full:
            raise Enough
        if tag == "html":
            self._enter_html(attributes)
        elif tag == "pre":
            self._is_pre = True
        if tag in {"html", "body"}:
            return
        if signs.pop_up:
            self.page.add_pop_up(signs.pop_up)
        if element is not BLOCK or signs is not NO_SIGNS or "role" in attributes:
            place = self.text.place
            self.text.place = place_in(place, tag, element, attributes, signs)

    def _enter_html(self, attributes: Mapping[str, str]) -> None:
        said = attributes.get("lang") or attributes.get("xml:lang") or ""
        if said and not self.page.language_attribute:
            self.page.language_attribute = said.strip()[:40]

    # ---- titles and scripts ------------------------------------------------------

    def _listen(self, tag: str, attributes: Mapping[str, str]) -> None:
        """Keeps what stands in a title or a script."""
        if tag == "script":
            kind = attributes.get("type", "").strip().lower()
            if not kind.startswith(_IDLE_SCRIPTS) and "src" not in attributes:
                self._raw, self._raw_kind = [], f"script {kind}"
        elif tag == "title" and not self.page.title:
            self._raw, self._raw_kind = [], "title"

    def _end_raw(self) -> None:
        text = "".join(self._raw or ())
        if self._raw_kind == "title":
            self.page.title = " ".join(text.split())[: limits.LONGEST_TITLE]
        elif _JSON_LD in self._raw_kind:
            self.page.linked_scripts.append(text[: limits.LONGEST_SCRIPT])
        else:
            self.page.read_script(text, self._sign_words)
        self._raw = None
