"""Small files of every sort that a picture can have."""

import base64

#: One grey point each.
PNG = base64.b64decode(
    "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACklEQVR4nGNoAAAAggCBd81ytgAAAABJ"
    "RU5ErkJggg=="
)
GIF = base64.b64decode("R0lGODlhAQABAIAAAISEhP///yH5BAAAAAAALAAAAAABAAEAAAICRAEAOw==")
JPEG = b"\xff\xd8\xff\xe0\x00\x10JFIF\x00\x01"
WEBP = b"RIFF\x1a\0\0\0WEBPVP8L"
AVIF = b"\0\0\0\x20ftypavif\0\0\0\0avifmif1"
