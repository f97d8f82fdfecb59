"""Pictures of people made fit to show: read with care, without metadata, blurred.

What comes in is hostile: the form is told by its first bytes, its size in pixels before
it is unpacked, and only a new picture made of its pixels is ever kept.
"""

import io
import warnings
from collections.abc import Iterable
from dataclasses import dataclass

from PIL import Image, ImageFilter, ImageOps

from medagora.kernel.refusals import BadInput

#: Forms that we read; the name is Pillow's.
FORMATS = ("JPEG", "PNG", "WEBP")
MOST_BYTES = 10 * 2**20
MOST_PIXELS = 50_000_000
#: The longest side of what is kept.
LONGEST_SIDE = 1600
QUALITY = 80
#: A blurred place keeps so few pixels that nothing can be won back from them.
COARSE = 8
#: The places that somebody can tick are the squares of a grid of so many a side.
GRID = 8


@dataclass(frozen=True)
class Box:
    """A place in a picture, in pixels: left and top included, right and bottom not."""

    left: int
    top: int
    right: int
    bottom: int


@dataclass(frozen=True)
class Made:
    """A picture as it is kept: WebP without metadata."""

    data: bytes
    width: int
    height: int


def read(data: bytes) -> Made:
    """The picture turned upright, at most ``LONGEST_SIDE`` long, nothing but pixels.

    BadInput for what is no picture, too large, or of a form that we do not read.
    """
    if len(data) > MOST_BYTES:
        raise BadInput(
            "The picture has more than %(most)s megabytes. Make it smaller first.",
            field="picture",
            most=MOST_BYTES // 2**20,
        )
    with _opened(data) as image:
        if image.width * image.height > MOST_PIXELS:
            raise BadInput(
                "The picture has too many pixels. Make it smaller first.",
                field="picture",
            )
        try:
            upright = ImageOps.exif_transpose(image)
            plain = _on_white(upright)
        except (OSError, ValueError, SyntaxError, EOFError):
            raise BadInput("The picture is damaged.", field="picture") from None
    plain.thumbnail((LONGEST_SIDE, LONGEST_SIDE))
    return _made(plain)


def blur(data: bytes, boxes: Iterable[Box]) -> Made:
    """The kept picture with these places made unrecognisable, for good."""
    with Image.open(io.BytesIO(data), formats=["WEBP"]) as image:
        plain = image.convert("RGB")
    for box in boxes:
        _blur(plain, box)
    return _made(plain)


def squares(ticked: Iterable[int], width: int, height: int) -> list[Box]:
    """The squares of the grid by their numbers, row by row from 0; a number that the
    grid has not is left out."""
    return [
        Box(
            left=column * width // GRID,
            top=row * height // GRID,
            right=(column + 1) * width // GRID,
            bottom=(row + 1) * height // GRID,
        )
        for number in ticked
        if 0 <= number < GRID * GRID
        for row, column in [divmod(number, GRID)]
    ]


def _opened(data: bytes) -> Image.Image:
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return Image.open(io.BytesIO(data), formats=FORMATS)
    except (OSError, ValueError, SyntaxError, Image.DecompressionBombError, Warning):
        raise BadInput(
            "This is no picture that we can read. JPEG, PNG and WebP are fine.",
            field="picture",
        ) from None


def _on_white(image: Image.Image) -> Image.Image:
    """The first frame in plain colours; what shines through shows white."""
    if not image.has_transparency_data:
        return image.convert("RGB")
    layered = image.convert("RGBA")
    white = Image.new("RGBA", layered.size, "white")
    return Image.alpha_composite(white, layered).convert("RGB")


def _blur(image: Image.Image, box: Box) -> None:
    area = (
        max(box.left, 0),
        max(box.top, 0),
        min(box.right, image.width),
        min(box.bottom, image.height),
    )
    if area[0] >= area[2] or area[1] >= area[3]:
        return
    part = image.crop(area)
    size = part.size
    few = (min(COARSE, size[0]), min(COARSE, size[1]))
    coarse = part.resize(few, Image.Resampling.BOX).resize(size)
    image.paste(coarse.filter(ImageFilter.GaussianBlur(max(size) / COARSE)), area)


def _made(image: Image.Image) -> Made:
    out = io.BytesIO()
    image.save(out, "WEBP", quality=QUALITY, method=4, exif=b"", icc_profile=b"")
    return Made(out.getvalue(), image.width, image.height)
