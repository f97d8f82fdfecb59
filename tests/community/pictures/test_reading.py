"""What becomes of a picture before anybody sees it."""

import io

import hypothesis.strategies as st
import pytest
from hypothesis import given, settings
from PIL import Image

from medagora.community.gateways import pictures
from medagora.community.gateways.pictures import Box
from medagora.kernel.refusals import BadInput


def made(
    width: int = 60, height: int = 40, form: str = "JPEG", **words: object
) -> bytes:
    """A picture of two colours: red on the left, blue on the right."""
    image = Image.new("RGB", (width, height), "red")
    image.paste("blue", (width // 2, 0, width, height))
    out = io.BytesIO()
    image.save(out, form, **words)
    return out.getvalue()


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


def with_place_and_turn() -> bytes:
    exif = Image.Exif()
    exif[0x0112] = 6  # turned by 90 degrees
    exif[0x010F] = "Maker of the camera"
    exif.get_ifd(0x8825)[1] = "N"  # where it was taken
    return made(exif=exif.tobytes(), comment=b"Anna's hand")


def test_metadata_is_gone_and_the_picture_stands_upright() -> None:
    kept = pictures.read(with_place_and_turn())

    image = opened(kept.data)
    assert (kept.width, kept.height) == (40, 60)
    assert not image.getexif()
    assert not {"exif", "icc_profile", "comment", "xmp"} & set(image.info)
    assert b"Maker" not in kept.data
    assert b"Anna" not in kept.data


def test_a_large_picture_is_made_smaller() -> None:
    kept = pictures.read(made(4000, 1000))

    assert (kept.width, kept.height) == (1600, 400)


def test_what_shines_through_becomes_white() -> None:
    image = Image.new("RGBA", (20, 20), (0, 0, 0, 0))
    out = io.BytesIO()
    image.save(out, "PNG")

    assert opened(pictures.read(out.getvalue()).data).getpixel((5, 5)) == (255,) * 3


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"GIF89a not really",
        b"<svg xmlns='http://www.w3.org/2000/svg'><script/></svg>",
        b"%PDF-1.7",
        made()[:200],
        made(form="BMP"),
    ],
)
def test_what_is_no_picture_is_refused_with_a_sentence(data: bytes) -> None:
    with pytest.raises(BadInput) as refused:
        pictures.read(data)

    assert refused.value.field == "picture"


def test_a_bomb_is_refused_before_it_is_unpacked() -> None:
    data = bytearray(made(form="PNG"))
    data[16:24] = (60_000).to_bytes(4) + (60_000).to_bytes(4)  # the header lies

    with pytest.raises(BadInput):
        pictures.read(bytes(data))


def test_a_file_that_is_too_large_is_refused() -> None:
    with pytest.raises(BadInput, match="10 megabytes"):
        pictures.read(b"\xff" * (pictures.MOST_BYTES + 1))


@settings(max_examples=50)
@given(st.binary(max_size=300))
def test_noise_is_refused_and_nothing_else_happens(noise: bytes) -> None:
    with pytest.raises(BadInput):
        pictures.read(noise)


def test_a_blurred_place_holds_no_detail_and_the_rest_stays() -> None:
    chess = Image.new("L", (160, 160))
    chess.putdata([255 * ((x + y) % 2) for y in range(160) for x in range(160)])
    out = io.BytesIO()
    chess.save(out, "PNG")
    kept = pictures.read(out.getvalue())

    blurred = opened(pictures.blur(kept.data, [Box(0, 0, 80, 160)]).data).convert("L")

    left, right = blurred.crop((8, 8, 72, 152)), blurred.crop((88, 8, 152, 152))
    assert spread(left) < 40 < spread(right)


def spread(image: Image.Image) -> int:
    low, high = image.getextrema()
    return int(high) - int(low)  # type: ignore[arg-type]  # of a grey picture


def test_a_place_outside_the_picture_is_left_out() -> None:
    kept = pictures.read(made())

    assert pictures.blur(kept.data, [Box(500, 500, 600, 600)]).width == 60


@given(
    st.lists(st.integers(-5, 80)),
    st.integers(1, 3000),
    st.integers(1, 3000),
)
def test_squares_lie_inside_the_picture(
    ticked: list[int], width: int, height: int
) -> None:
    for box in pictures.squares(ticked, width, height):
        assert 0 <= box.left <= box.right <= width
        assert 0 <= box.top <= box.bottom <= height


def test_all_squares_together_cover_the_picture() -> None:
    boxes = pictures.squares(range(pictures.GRID**2), 101, 77)

    area = sum((b.right - b.left) * (b.bottom - b.top) for b in boxes)
    assert area == 101 * 77
