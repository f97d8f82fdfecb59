"""Compressed bodies: whole ones come out whole, bombs never go off."""

import gzip
import sys
import tracemalloc
import zlib
from collections.abc import Callable
from typing import Any

import brotli
import pytest
from hypothesis import given
from hypothesis import strategies as st

from medagora.web import http
from medagora.web.http import MEGABYTE, Limits, bodies
from medagora.web.http.bodies import BROKEN, Body

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

Pack = Callable[[bytes], bytes]


def raw_deflate(data: bytes) -> bytes:
    return zlib.compress(data)[2:-4]  # as some servers send it


PACKS: list[tuple[str, Pack]] = [
    ("", bytes),
    ("Identity", bytes),
    ("gzip", gzip.compress),
    (" X-GZIP ", gzip.compress),
    ("deflate", zlib.compress),
    ("deflate", raw_deflate),
    ("br", brotli.compress),
    ("zstd", zstd.compress),
]
COMPRESSED = [(coding, pack) for coding, pack in PACKS if pack is not bytes]

#: Steps of decompression end within, at and just beyond such sizes.
sizes = st.sampled_from([0, 1, 100, 65_535, 65_536, 65_537, 98_272, 131_072, 300_001])


def unpacked(
    coding: str, data: bytes, piece: int = 65_536, **limits: Any
) -> tuple[bytes, bool]:
    body = Body("https://x.org/", coding, Limits(**limits))
    for start in range(0, len(data), piece):
        if not body.add(data[start : start + piece]):
            break
    return body.whole(), body.is_cut


@pytest.mark.parametrize(("coding", "pack"), PACKS)
@given(size=sizes, seed=st.binary(min_size=1, max_size=40), piece=st.integers(1, 9))
def test_what_was_packed_comes_out_whole(
    coding: str, pack: Pack, size: int, seed: bytes, piece: int
) -> None:
    data = (seed * (size // len(seed) + 1))[:size]
    packed = pack(data)

    # a few bytes at a time where that takes no time, and in large pieces
    pieces = (piece if len(packed) < 2000 else 10_007, 65_536, 2**24)

    assert {unpacked(coding, packed, piece) for piece in pieces} == {(data, False)}


@pytest.mark.parametrize(("coding", "pack"), COMPRESSED)
@given(cut=st.integers(1, 99))
def test_a_body_that_ends_too_early_is_no_body(
    coding: str, pack: Pack, cut: int
) -> None:
    packed = pack(bytes(range(256)) * 40)

    with pytest.raises(http.ProtocolFailure):
        unpacked(coding, packed[: len(packed) * cut // 100])


@pytest.mark.parametrize(("coding", "pack"), COMPRESSED)
@given(noise=st.binary(min_size=20))
def test_noise_ends_in_a_failure_and_nothing_else(
    coding: str, pack: Pack, noise: bytes
) -> None:
    try:
        unpacked(coding, noise)
    except (http.ProtocolFailure, *BROKEN):
        return


@pytest.mark.parametrize(
    ("coding", "pack"), [("gzip", gzip.compress), ("zstd", zstd.compress)]
)
@given(piece=st.integers(1, 50))
def test_streams_in_a_row_are_one_body(coding: str, pack: Pack, piece: int) -> None:
    packed = pack(b"one ") + pack(b"") + pack(b"two")

    assert unpacked(coding, packed, piece) == (b"one two", False)


@pytest.mark.parametrize(
    ("coding", "pack"), [("gzip", gzip.compress), ("deflate", zlib.compress)]
)
@given(padding=st.binary(min_size=1).filter(lambda p: p[:1] != b"\x1f"))
def test_padding_after_the_end_is_no_part_of_the_body(
    coding: str, pack: Pack, padding: bytes
) -> None:
    packed = pack(b"body") + padding

    assert unpacked(coding, packed) == (b"body", False)
    assert unpacked(coding, packed, 1) == (b"body", False)


@pytest.mark.parametrize(
    ("coding", "pack"), [("gzip", gzip.compress), ("zstd", zstd.compress)]
)
def test_endless_empty_streams_are_refused(coding: str, pack: Pack) -> None:
    with pytest.raises(BROKEN):
        unpacked(coding, pack(b"") * (bodies._MOST_STREAMS + 1))


def test_a_window_beyond_the_web_s_is_refused() -> None:
    options: dict[int, int] = {zstd.CompressionParameter.window_log: 27}
    packer = zstd.ZstdCompressor(options=options)
    packed = b"".join(packer.compress(b"x" * MEGABYTE) for _ in range(20))

    with pytest.raises(BROKEN):
        unpacked("zstd", packed + packer.flush(), body_bytes=100 * MEGABYTE)


def test_a_coding_that_we_did_not_ask_for_is_refused() -> None:
    with pytest.raises(http.ProtocolFailure, match="coded as"):
        unpacked("compress", b"x")


# ---- bombs -------------------------------------------------------------------------


def bomb(coding: str) -> bytes:
    """A body that becomes 200 MB."""
    packers: dict[str, Any] = {
        "gzip": zlib.compressobj(9, zlib.DEFLATED, 31),
        "deflate": zlib.compressobj(9),
        "br": brotli.Compressor(quality=5),
        "zstd": zstd.ZstdCompressor(),
    }
    packer = packers[coding]
    add = packer.process if coding == "br" else packer.compress
    end = packer.finish if coding == "br" else packer.flush
    zeros = b"0" * MEGABYTE
    return b"".join([*(add(zeros) for _ in range(200)), end()])


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_stops_at_the_cap_within_bounded_memory(coding: str) -> None:
    packed = bomb(coding)
    assert len(packed) < 250_000
    tracemalloc.start()
    try:
        with pytest.raises(http.TooBig):
            unpacked(coding, packed, body_bytes=MEGABYTE)
        most = tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()

    assert most < 3 * MEGABYTE


@pytest.mark.parametrize("coding", ["gzip", "deflate", "br", "zstd"])
def test_a_bomb_can_be_cut_instead(coding: str) -> None:
    body, is_cut = unpacked(coding, bomb(coding), body_bytes=1000, cut=True)

    assert (body, is_cut) == (b"0" * 1000, True)


def test_a_compressed_body_counts_as_it_is_sent_too() -> None:
    noise = gzip.compress(b"") * 900

    with pytest.raises(http.TooBig, match="compressed"):
        unpacked("gzip", noise, body_bytes=len(noise) - 1)
