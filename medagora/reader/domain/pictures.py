"""What a picture is, by its own first bytes: what a server calls it counts for
nothing."""

#: Bytes that are enough to tell.
HEAD_BYTES = 64
#: Drawings (SVG) are documents with scripts and links, so they are none of these.
_STARTS = (
    (b"\x89PNG\r\n\x1a\n", "image/png"),
    (b"\xff\xd8\xff", "image/jpeg"),
    (b"GIF87a", "image/gif"),
    (b"GIF89a", "image/gif"),
)
_AVIF_BRANDS = (b"avif", b"avis")


def picture_type(body: bytes) -> str:
    """``image/png`` and so on; empty for what we do not pass on."""
    for start, name in _STARTS:
        if body.startswith(start):
            return name
    if body[:4] == b"RIFF" and body[8:12] == b"WEBP":
        return "image/webp"
    if body[4:8] == b"ftyp" and _is_avif(body):
        return "image/avif"
    return ""


def _is_avif(body: bytes) -> bool:
    """By the brand of the file, or one of those that it can be read as."""
    length = min(int.from_bytes(body[:4], "big"), HEAD_BYTES)
    brands = [body[8:12], *(body[at : at + 4] for at in range(16, length - 3, 4))]
    return any(brand in _AVIF_BRANDS for brand in brands)
