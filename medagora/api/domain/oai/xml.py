"""Elements as text: small, quick, and nothing in them that XML cannot hold."""

import re
from collections.abc import Iterable

#: What XML 1.0 cannot hold, not even as a reference.
_UNFIT = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_SIGNS = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
    }
)


def escaped(text: str) -> str:
    """For text and for values between double quotes."""
    return _UNFIT.sub("", text).translate(_SIGNS)


def element(name: str, text: str = "", **attributes: str) -> str:
    """One element with text. Attributes without a value are left out; ``xml_lang``
    stands for ``xml:lang``."""
    return parent(name, [escaped(text)], **attributes)


def parent(name: str, inside: Iterable[str], **attributes: str) -> str:
    """One element around others that are written already."""
    said = "".join(
        f' {key.replace("_", ":", 1)}="{escaped(value)}"'
        for key, value in attributes.items()
        if value
    )
    content = "".join(inside)
    return f"<{name}{said}>{content}</{name}>" if content else f"<{name}{said}/>"
