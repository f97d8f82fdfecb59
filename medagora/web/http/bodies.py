"""Bodies as they come in: decompressed a little at a time, so that no bomb goes off."""

import sys
import zlib
from collections.abc import Iterator
from typing import Protocol

import brotli

from medagora.web.http import failures
from medagora.web.http.terms import Limits

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

#: What is decompressed in one step; memory beyond the body itself stays near it.
_STEP = 64 * 1024
#: gzip and zstd bodies may be several streams in a row. A body of nothing but
#: empty ones would keep the processor busy without ever growing.
_MOST_STREAMS = 1000
#: 8 MB, the largest window that RFC 9659 allows on the web: what one stream may
#: ask us to keep in memory.
_ZSTD_WINDOW = {int(zstd.DecompressionParameter.window_log_max): 23}

#: What the libraries raise for bytes that are not what they say they are.
BROKEN = (zlib.error, brotli.error, zstd.ZstdError)


class _Unpacker(Protocol):
    """Decompresses a stream that arrives in pieces."""

    @property
    def is_whole(self) -> bool:
        """True if nothing is missing at this point."""

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        """What comes out of ``piece``, in steps of bounded size."""


class _Zlib:
    """gzip, and deflate with or without zlib's header."""

    def __init__(self, *, is_deflate: bool) -> None:
        self._is_deflate = is_deflate
        self._zlib: zlib._Decompress | None = None
        #: The first byte of a stream, as long as there is no second.
        self._start = b""
        self._streams = 0
        self._is_over = False

    @property
    def is_whole(self) -> bool:
        if self._zlib is None:
            return not self._start
        return self._zlib.eof

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        piece, self._start = self._start + piece, b""
        while not self._is_over:
            if self._zlib is None or self._zlib.eof:
                if len(piece) < 2:
                    self._start = piece
                    return
                self._zlib = self._begin(piece)
                continue
            out = self._zlib.decompress(piece, _STEP)
            yield out
            piece = self._zlib.unused_data or self._zlib.unconsumed_tail
            # a full step may hide more, even when all of the piece was taken in
            if not (piece or self._zlib.eof) and len(out) < _STEP:
                return

    def _begin(self, piece: bytes) -> "zlib._Decompress | None":
        """The decompressor for what begins here; or all is over."""
        if self._zlib and (self._is_deflate or piece[:2] != b"\x1f\x8b"):
            # what follows the end is padding, as browsers see it
            self._is_over = True
            return self._zlib
        self._streams = _one_more(self._streams)
        has_header = piece[0] % 16 == 8 and int.from_bytes(piece[:2], "big") % 31 == 0
        is_raw = self._is_deflate and not has_header  # as some servers send it
        return zlib.decompressobj(-zlib.MAX_WBITS if is_raw else zlib.MAX_WBITS | 32)


class _Brotli:
    def __init__(self) -> None:
        self._brotli = brotli.Decompressor()
        self._has_begun = False

    @property
    def is_whole(self) -> bool:
        return self._brotli.is_finished() or not self._has_begun

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        self._has_begun = True
        while not self._brotli.is_finished():
            out = self._brotli.process(piece, output_buffer_limit=_STEP)
            yield out
            piece = b""
            # a full step may hide more, even when all of the piece was taken in
            if len(out) < _STEP and self._brotli.can_accept_more_data():
                return


class _Zstd:
    def __init__(self) -> None:
        self._zstd = zstd.ZstdDecompressor(options=_ZSTD_WINDOW)
        self._has_begun = False
        self._streams = 1

    @property
    def is_whole(self) -> bool:
        return self._zstd.eof or not self._has_begun

    def unpack(self, piece: bytes) -> Iterator[bytes]:
        self._has_begun = True
        while True:
            if self._zstd.eof:
                if not piece:
                    return
                self._streams = _one_more(self._streams)
                self._zstd = zstd.ZstdDecompressor(options=_ZSTD_WINDOW)
            yield self._zstd.decompress(piece, _STEP)
            piece = self._zstd.unused_data if self._zstd.eof else b""
            if not piece and (self._zstd.eof or self._zstd.needs_input):
                return


def _one_more(streams: int) -> int:
    if streams >= _MOST_STREAMS:
        raise zlib.error("too many streams")
    return streams + 1


class Body:
    """Takes the pieces of one answer and gives its whole, decompressed bytes."""

    def __init__(self, address: str, coding: str, limits: Limits) -> None:
        self._address = address
        self._limits = limits
        self._unpacker = _unpacker_for(coding, address)
        self._pieces: list[bytes] = []
        self._sent = self._size = 0
        self.is_cut = False

    def add(self, piece: bytes) -> bool:
        """False when no more is wanted: the body was cut. Or TooBig."""
        if self._unpacker is None:
            return self._keep(piece)
        self._sent += len(piece)
        is_wanted = all(self._keep(out) for out in self._unpacker.unpack(piece))
        # larger than what it holds: nothing that anybody compressed in good faith
        if is_wanted and self._sent > self._limits.body_bytes:
            raise failures.TooBig(self._address, "compressed body")
        return is_wanted

    def _keep(self, out: bytes) -> bool:
        self._size += len(out)
        over = self._size - self._limits.body_bytes
        if over > 0:
            if not self._limits.cut:
                most = self._limits.body_bytes
                raise failures.TooBig(self._address, f"more than {most} bytes")
            self.is_cut = True
            out = out[:-over]
        self._pieces.append(out)
        return not self.is_cut

    def whole(self) -> bytes:
        """All of it, or ProtocolFailure when a compressed body ends too early."""
        if self._unpacker and not self.is_cut and not self._unpacker.is_whole:
            raise failures.ProtocolFailure(
                self._address, "compressed body ends too early"
            )
        return b"".join(self._pieces)


def _unpacker_for(coding: str, address: str) -> _Unpacker | None:
    """None for a body that is sent as it is."""
    match coding.strip().lower():
        case "" | "identity":
            return None
        case "gzip" | "x-gzip":
            return _Zlib(is_deflate=False)
        case "deflate":
            return _Zlib(is_deflate=True)
        case "br":
            return _Brotli()
        case "zstd":
            return _Zstd()
    raise failures.ProtocolFailure(address, f"coded as {coding[:40]}")
