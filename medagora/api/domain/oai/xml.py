"""Elements as text: small, quick, and nothing in them that XML cannot hold."""

from collections.abc import Iterable

from medagora.kernel.text import fit_for_xml

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
    return fit_for_xml(text).translate(_SIGNS)


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
