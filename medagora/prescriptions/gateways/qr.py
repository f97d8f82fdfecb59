"""QR codes as SVG, drawn here so that no picture library and no server is asked."""

from functools import lru_cache

import segno

#: What a scanner still reads when a quarter of it is smudged (level Q) costs a bigger
#: square; paper in a pocket is creased, not smudged, so that 15 % (M) is enough.
_CORRECTION = "m"
#: Modules of white that ISO 18004 wants around it.
_QUIET = 4


@lru_cache(maxsize=256)
def draw(text: str, label: str = "") -> str:
    """An ``<svg>`` element whose size the style sheet decides.

    Filled rectangles instead of strokes: viewers of PDF leave hairlines between
    those.
    """
    code = segno.make(text, error=_CORRECTION, micro=False)
    rows = [bytes(row) for row in code.matrix]
    side = len(rows) + 2 * _QUIET
    path = "".join(
        f"M{start + _QUIET} {y + _QUIET}h{end - start}v1.03h-{end - start}z"
        for y, row in enumerate(rows)
        for start, end in _runs(row)
    )
    name = (
        f'role="img" aria-label="{_escape(label)}"' if label else 'aria-hidden="true"'
    )
    return (
        '<svg xmlns="http://www.w3.org/2000/svg" class="qr" '
        f'viewBox="0 0 {side} {side}" {name}>'
        f'<path fill="#fff" d="M0 0h{side}v{side}H0z"/>'
        f'<path fill="#1f1c18" d="{path}"/></svg>'
    )


def _runs(row: bytes) -> list[tuple[int, int]]:
    """Where dark modules begin and end in a row."""
    runs, start = [], -1
    for at, is_dark in enumerate([*row, 0]):
        if is_dark and start < 0:
            start = at
        elif not is_dark and start >= 0:
            runs.append((start, at))
            start = -1
    return runs


def _escape(text: str) -> str:
    return (
        text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace('"', "&quot;")
    )
