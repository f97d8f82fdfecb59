"""How a download is named: RFC 6266, for old browsers and for every script."""

import re
import unicodedata
from urllib.parse import quote

from medagora.kernel.text import shorten, tidy

LONGEST = 80
_USUAL = "download"
#: What no file system of a reader's takes, or takes for a folder.
_UNFIT = re.compile(r'[\x00-\x1f\x7f-\x9f\ud800-\udfff<>:"/\\|?*]+')
#: What stands for itself in an extended value (RFC 8187, attr-char).
_PLAIN = "!#$&+-.^_`|~"


def attachment(title: str, suffix: str) -> str:
    """The header Content-Disposition: a file named by its title.

    First in ASCII, then, if that is not all, in UTF-8; browsers take the second.
    """
    name = f"{_stem(title) or _USUAL}.{suffix}"
    in_ascii = f"{_stem(_ascii(title)) or _USUAL}.{suffix}"
    header = f'attachment; filename="{in_ascii}"'
    if name == in_ascii:
        return header
    return f"{header}; filename*=UTF-8''{quote(name, safe=_PLAIN)}"


def _stem(title: str) -> str:
    fit = tidy(_UNFIT.sub(" ", title))
    return shorten(fit, LONGEST).strip(" .…")


def _ascii(title: str) -> str:
    """Accents gone; a percent sign too, which some take for an escape."""
    bare = unicodedata.normalize("NFKD", title.replace("…", " "))
    return bare.encode("ascii", "ignore").decode().replace("%", " ")
