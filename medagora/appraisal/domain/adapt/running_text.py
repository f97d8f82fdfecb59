"""The text of a page as it grows, with every block's place in it."""

import re
from typing import NamedTuple

from medagora.appraisal.domain.adapt.limits import LONGEST_TEXT
from medagora.appraisal.domain.page import BlockKind, Region

#: Letters that nobody sees and that part words: controls, soft hyphens, marks of
#: direction, zero-width spaces. Joiners stay: Persian and Hindi need them.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f\xad\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]"
)
_ENDS_SENTENCE = tuple(".!?:;…。！？؟،,")
_SENTENCE_INSIDE = re.compile(r"[.!?。！？؟][\s\"'»”)]")
#: A cell with this much prose is the column of a page laid out by tables.
_PROSE = 160
_LONGEST_CONTROL = 120
#: A run of words that is worth a look at the room that is left.
_LONG = 10_000


class Place(NamedTuple):
    """What the element that is being read means for its text."""

    kind: BlockKind = BlockKind.PARAGRAPH
    level: int = 0
    region: Region = Region.MAIN
    #: The region is told by the element or its role, not by a class name.
    is_sure: bool = False
    #: Inside ``main``, ``article`` or an element named like them.
    is_inside: bool = False


class Piece(NamedTuple):
    """A block before its region is settled; ``linked`` counts letters in links."""

    start: int
    end: int
    place: Place
    linked: int


class RunningText:
    """``add`` words, ``close`` blocks; ``at`` is where the next words will stand.

    Offsets never move afterwards: spaces are made single as the text grows.
    """

    def __init__(self) -> None:
        self.place = Place()
        self.pieces: list[Piece] = []
        self.at = 0
        self.links_open = 0
        self._parts: list[str] = []
        self._first = 0  # of the parts of the open block
        self._start = 0
        self._linked = 0
        self._space = False
        self._has_breaks = False
        self._is_joined = False  # what comes next follows without a space

    @property
    def is_between(self) -> bool:
        """No block is open."""
        return self.at == self._start

    def add(self, words: str) -> None:
        """More of the open block, or the first of a new one."""
        if not words.isascii():
            words = _UNSEEN.sub("", words)
        if len(words) > _LONG:
            words = words[: max(LONGEST_TEXT + 1 - self.at, 0)]
        clean = " ".join(words.split())
        if not clean or self.at > LONGEST_TEXT:
            self._space = self._space or bool(words)
            return
        if self.at == self._start:
            self._open()
        elif not self._is_joined and (self._space or words[0].isspace()):
            clean = " " + clean
        self._is_joined = False
        self._space = words[-1].isspace()
        self._parts.append(clean)
        self.at += len(clean)
        if self.links_open:
            self._linked += len(clean)

    @property
    def is_full(self) -> bool:
        return self.at > LONGEST_TEXT

    def _open(self) -> None:
        if self.pieces:
            self._parts.append("\n")
            self.at += 1
        self._start = self.at
        self._first = len(self._parts)

    def glue(self) -> None:
        """What comes next goes on with the last word."""
        self._is_joined = True

    def break_line(self) -> None:
        """A ``br``: whether it parts the block is decided when the block is whole."""
        if self.is_between or self._parts[-1] == "\n":
            return
        self._parts.append("\n")
        self.at += 1
        self._has_breaks = self._is_joined = True

    def close(self) -> None:
        """The block ends here; what follows begins another one."""
        self._space = False
        if self.at == self._start:
            return
        if self._has_breaks:
            self._part()
        else:
            self._keep(self._start, self.at, self._linked)
        self._start, self._linked = self.at, 0
        self._has_breaks = self._is_joined = False

    def _part(self) -> None:
        """Lines that go on are joined, others become blocks; no offset changes."""
        if self._parts[-1] == "\n":
            self._parts.pop()
            self.at -= 1
        lines = "".join(self._parts[self._first :]).split("\n")
        groups = [[lines[0]]]
        for line in lines[1:]:
            if self._goes_on(groups[-1][-1], line):
                groups[-1].append(line)
            else:
                groups.append([line])
        joined = [" ".join(group) for group in groups]
        self._parts[self._first :] = ["\n".join(joined)]
        start, share = self._start, self._linked / max(self.at - self._start, 1)
        for line in joined:
            self._keep(start, start + len(line), int(share * len(line)))
            start += len(line) + 1

    def _goes_on(self, before: str, after: str) -> bool:
        if self.place.kind is BlockKind.HEADING:
            return True
        # scripts without capitals cannot tell: their lines stay apart
        return after[:1].islower() and not before.endswith(_ENDS_SENTENCE[:-2])

    def _keep(self, start: int, end: int, linked: int) -> None:
        place = self.place
        length = end - start
        if place.kind is BlockKind.CELL:
            if length > _PROSE and self._is_prose():
                place = place._replace(kind=BlockKind.PARAGRAPH)
        elif linked and linked >= length and place.kind is BlockKind.PARAGRAPH:
            kind = BlockKind.CONTROL if length <= _LONGEST_CONTROL else place.kind
            place = place._replace(kind=kind)
        self.pieces.append(Piece(start, end, place, linked))

    def _is_prose(self) -> bool:
        return bool(_SENTENCE_INSIDE.search("".join(self._parts[self._first :])))

    def whole(self) -> str:
        self.close()
        return "".join(self._parts)
