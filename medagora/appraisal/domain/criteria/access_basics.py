"""Can everybody use the page: headings, texts for pictures, contrast.

Only what the code shows. A style sheet may change colours and sizes; a person has to
look at the rest.
"""

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from medagora.appraisal.domain.criteria.colour_contrast import contrast
from medagora.appraisal.domain.findings import (
    LONGEST_QUOTE,
    MOST_QUOTES,
    Answer,
    Criterion,
    Finding,
    Quote,
    Where,
)
from medagora.appraisal.domain.page import Block, BlockKind, Page, Region

#: WCAG 2.2, success criterion 1.4.3, for text of normal size: the size is not known.
LEAST_CONTRAST = 4.5
#: A share of pictures with texts that is as good as all.
_NEARLY_ALL = 0.9
#: Letters of main text (about 400 words) that ask for a heading; Chinese, Japanese
#: and Korean write as much with a third of them.
_LETTERS_A_HEADING = 2_500
_DENSE = re.compile("[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
_SURE = 0.9
_LIKELY = 0.7
#: Inline styles are the smaller part of a page's colours.
_PARTLY_SEEN = 0.4
#: "IMG_2034.jpg" is the camera's text, not a person's.
_FILE_NAME = re.compile(
    r"^[\w%() -]{1,100}\.(?:jpe?g|png|gif|webp|svg|avif)$", re.IGNORECASE
)


def look_at_access(page: Page) -> Iterator[Finding]:
    """Headings, picture texts and contrast of a web page."""
    yield _headings(page)
    yield _image_texts(page)
    yield _contrast(page)


# ---- headings -----------------------------------------------------------------


def _headings(page: Page) -> Finding:
    headings = [block for block in page.blocks if block.kind is BlockKind.HEADING]
    titles = [block for block in headings if block.level == 1]
    inside = [
        block for block in headings if block.region is Region.MAIN or block.level == 1
    ]
    wanted = _letters(page) // _LETTERS_A_HEADING
    below = [block for block in inside if block.level > 1]
    if not inside and not wanted:
        return _cannot(Criterion.HEADINGS, "headings.short")
    said, shown = _fault(titles, inside, below, wanted)
    return Finding(
        Criterion.HEADINGS,
        Answer.ABSENT if said else Answer.PRESENT,
        _LIKELY if said == "headings.many_titles" else _SURE,
        said or "headings.good",
        {"count": len(inside), "titles": len(titles)},
        tuple(
            Quote(page.words_of(b)[:LONGEST_QUOTE], Where.TEXT, b.start)
            for b in (shown or inside)[:MOST_QUOTES]
        ),
    )


def _fault(
    titles: Sequence[Block],
    inside: Sequence[Block],
    below: Sequence[Block],
    wanted: int,
) -> tuple[str, Sequence[Block]]:
    """What is not as it should be first, and where; ("", ()) for nothing."""
    if not inside:
        return "headings.none", ()
    if len(below) < min(wanted, 1) or len(below) * 2 < wanted:
        return "headings.few", ()
    if not titles:
        return "headings.no_title", ()
    if len(titles) > 1:
        return "headings.many_titles", titles
    if skipped := _skipped(inside):
        return "headings.skipped", skipped
    return "", ()


def _skipped(headings: Sequence[Block]) -> list[Block]:
    """Headings more than one level below the one before."""
    return [
        after for before, after in pairwise(headings) if after.level > before.level + 1
    ]


def _letters(page: Page) -> int:
    main = [b for b in page.blocks if b.region is Region.MAIN]
    letters = sum(b.end - b.start for b in main)
    if page.text.isascii():
        return letters
    return letters + 2 * sum(len(_DENSE.findall(page.words_of(b))) for b in main)


# ---- pictures -----------------------------------------------------------------


def _image_texts(page: Page) -> Finding:
    criterion, images = Criterion.IMAGE_TEXTS, page.images
    if not images:
        return _cannot(criterion, "image_texts.no_images")
    if all(image.text == "" for image in images):
        # decorations, or somebody who silenced a checker
        return _cannot(criterion, "image_texts.all_decorative")
    without = [one for one in images if _lacks_text(one.text)]
    told = len(images) - len(without)
    facts = {"told": told, "count": len(images), "missing": len(without)}
    quotes = tuple(
        Quote((one.text or one.address)[:LONGEST_QUOTE], Where.MARKUP)
        for one in without[:MOST_QUOTES]
        if one.text or one.address
    )
    if not without:
        return Finding(criterion, Answer.PRESENT, _SURE, "image_texts.all", facts)
    is_near = told >= _NEARLY_ALL * len(images)
    return Finding(
        criterion,
        Answer.PRESENT if is_near else Answer.ABSENT,
        _LIKELY if is_near else _SURE,
        "image_texts.most"
        if is_near
        else "image_texts.some"
        if told
        else ("image_texts.none"),
        facts,
        quotes,
    )


def _lacks_text(text: str | None) -> bool:
    return text is None or bool(_FILE_NAME.match(text[:120]))


# ---- contrast -----------------------------------------------------------------


def _contrast(page: Page) -> Finding:
    criterion = Criterion.CONTRAST
    measured = [
        (ratio, one)
        for one in page.colours
        if (ratio := contrast(one.text, one.background)) is not None
    ]
    if not measured:
        return _cannot(criterion, "contrast.not_seen")
    weak = [(ratio, one) for ratio, one in measured if ratio < LEAST_CONTRAST]
    worst = min(ratio for ratio, _ in measured)
    # a ratio just under the limit is not rounded up to it
    facts = {"count": len(weak), "seen": len(measured), "worst": int(worst * 10) / 10}
    if not weak:
        return Finding(
            criterion, Answer.PRESENT, _PARTLY_SEEN, "contrast.enough", facts
        )
    quotes = tuple(
        Quote(f"{one.text} / {one.background}"[:LONGEST_QUOTE], Where.MARKUP)
        for _, one in weak[:MOST_QUOTES]
    )
    return Finding(criterion, Answer.ABSENT, _LIKELY, "contrast.weak", facts, quotes)


def _cannot(criterion: Criterion, said: str) -> Finding:
    return Finding(criterion, Answer.CANNOT_TELL, 0.0, said)
