"""Draws the picture that stands beside a shared link: our mark, and no words, so that
it suits every language and every name of a site.

    python scripts/share_picture.py    # writes medagora/web/static/web/img/share.png
"""

from pathlib import Path

from PIL import Image, ImageDraw

ROOT = Path(__file__).parents[1]
FILE = ROOT / "medagora" / "web" / "static" / "web" / "img" / "share.png"
SIZE = (1200, 630)  # what Open Graph's readers show whole
PAPER, SHADE, ACCENT, LINE = "#fdfcf8", "#f5f1e8", "#0d4f4d", "#ddd5c6"
#: Drawn four times as large and made small again: smooth edges.
FINE = 4

Point = tuple[float, float]


def curve(a: Point, b: Point, c: Point, d: Point, steps: int = 60) -> list[Point]:
    """Points of a cubic Bézier curve."""
    parts = [(step / steps) for step in range(steps + 1)]
    return [
        (
            (1 - t) ** 3 * a[0]
            + 3 * (1 - t) ** 2 * t * b[0]
            + 3 * (1 - t) * t**2 * c[0]
            + t**3 * d[0],
            (1 - t) ** 3 * a[1]
            + 3 * (1 - t) ** 2 * t * b[1]
            + 3 * (1 - t) * t**2 * c[1]
            + t**3 * d[1],
        )
        for t in parts
    ]


def book() -> tuple[list[Point], list[list[Point]]]:
    """Outline and pages of the book of web/components/mark.html, on its grid of 32."""
    outline = [
        *curve((2, 6.5), (6.8, 3.6), (12, 4), (16, 8.2)),
        *curve((16, 8.2), (20, 4), (25.2, 3.6), (30, 6.5)),
        *curve((30, 26.8), (25.2, 24.2), (20.1, 24.6), (16, 28.7)),
        *curve((16, 28.7), (11.9, 24.6), (6.8, 24.2), (2, 26.8)),
    ]
    left = [
        (5.2, 8.5),
        (5.2, 22.4),
        *curve((5.2, 22.4), (8.2, 21.5), (11.2, 21.9), (14.4, 24)),
        (14.4, 11.2),
        *curve((14.4, 11.2), (11.6, 8.3), (8.5, 7.4), (5.2, 8.5)),
    ]
    right = [(32 - x, y) for x, y in left]
    return outline, [left, right]


def draw() -> Image.Image:
    large = Image.new("RGB", (SIZE[0] * FINE, SIZE[1] * FINE), PAPER)
    pen = ImageDraw.Draw(large)
    width, height = large.size
    pen.rectangle((0, 0, width, 22 * FINE), fill=ACCENT)
    pen.rectangle((0, height - 90 * FINE, width, height), fill=SHADE)
    pen.rectangle((0, height - 92 * FINE, width, height - 90 * FINE), fill=LINE)
    scale = 11.5 * FINE
    left, top = width / 2 - 16 * scale, (height - 68 * FINE) / 2 - 16.2 * scale
    outline, pages = book()
    for points, colour in ((outline, ACCENT), *((page, PAPER) for page in pages)):
        pen.polygon([(left + x * scale, top + y * scale) for x, y in points], colour)
    return large.resize(SIZE, Image.Resampling.LANCZOS)


if __name__ == "__main__":
    picture = draw().quantize(64, dither=Image.Dither.NONE)
    picture.save(FILE, optimize=True)
    print(f"{FILE.relative_to(ROOT)}: {FILE.stat().st_size} bytes")
