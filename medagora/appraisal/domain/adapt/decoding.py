"""Bytes of a page as text: as browsers read them, a little kinder to wrong words.

Order: byte order mark, header, the page's own ``meta`` or XML declaration, then
the bytes themselves. Names of encodings are those of the WHATWG standard; any other
name is not believed (Python also knows "zip" and "idna" as encodings).
"""

import codecs
import re

#: A page names its encoding near its beginning (HTML: the first 1,024 bytes; many
#: are late).
_HEAD = 4096
_IN_META = re.compile(
    rb"<meta\b[^>]{0,300}?charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})",
    re.IGNORECASE,
)
_IN_XML = re.compile(
    rb"^\s{0,20}<\?xml\b[^>]{0,200}?encoding\s{0,5}=\s{0,5}[\"']([\w.:-]{2,40})"
)
_IN_HEADER = re.compile(
    r"charset\s{0,5}=\s{0,5}[\"']?\s{0,5}([\w.:-]{2,40})", re.IGNORECASE
)
_LANG = re.compile(rb"<html\b[^>]{0,500}?\blang\s{0,5}=\s{0,5}[\"']?([a-zA-Z]{2,3})")

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
#: Names on the web and the Python codec that decodes them as browsers do
#: (https://encoding.spec.whatwg.org/#names-and-labels).
_CODECS = {
    **dict.fromkeys(("utf-8", "utf8", "unicode-1-1-utf-8", "utf-16", "ucs-2"), "utf-8"),
    **dict.fromkeys(
        (
            "iso-8859-1",
            "latin1",
            "latin-1",
            "l1",
            "ascii",
            "us-ascii",
            "iso8859-1",
            "iso_8859-1",
            "windows-1252",
            "cp1252",
            "x-cp1252",
            "x-user-defined",
        ),
        "cp1252",
    ),
    **dict.fromkeys(("windows-1250", "cp1250", "x-cp1250"), "cp1250"),
    **dict.fromkeys(("windows-1251", "cp1251", "x-cp1251"), "cp1251"),
    **dict.fromkeys(("windows-1253", "cp1253", "x-cp1253"), "cp1253"),
    **dict.fromkeys(
        ("windows-1254", "cp1254", "iso-8859-9", "latin5", "iso8859-9"), "cp1254"
    ),
    **dict.fromkeys(("windows-1255", "cp1255", "x-cp1255"), "cp1255"),
    **dict.fromkeys(("windows-1256", "cp1256", "x-cp1256"), "cp1256"),
    **dict.fromkeys(("windows-1257", "cp1257", "x-cp1257"), "cp1257"),
    **dict.fromkeys(("windows-1258", "cp1258", "x-cp1258"), "cp1258"),
    **dict.fromkeys(
        ("windows-874", "iso-8859-11", "tis-620", "dos-874", "iso8859-11"), "cp874"
    ),
    **dict.fromkeys(("iso-8859-2", "iso8859-2", "latin2", "l2"), "iso8859_2"),
    **{f"iso-8859-{n}": f"iso8859_{n}" for n in (3, 4, 5, 6, 7, 8, 10, 13, 14, 15, 16)},
    "iso-8859-8-i": "iso8859_8",
    "latin-9": "iso8859_15",
    **dict.fromkeys(("koi8-r", "koi8", "koi"), "koi8_r"),
    **dict.fromkeys(("koi8-u", "koi8-ru"), "koi8_u"),
    **dict.fromkeys(("macintosh", "mac", "x-mac-roman"), "mac_roman"),
    "x-mac-cyrillic": "mac_cyrillic",
    "ibm866": "cp866",
    "cp866": "cp866",
    **dict.fromkeys(
        ("shift_jis", "shift-jis", "sjis", "x-sjis", "windows-31j", "ms_kanji"),
        "cp932",
    ),
    **dict.fromkeys(("euc-jp", "x-euc-jp"), "euc_jp"),
    "iso-2022-jp": "iso2022_jp",
    **dict.fromkeys(
        ("gb2312", "gbk", "x-gbk", "gb18030", "gb_2312-80", "chinese"), "gb18030"
    ),
    **dict.fromkeys(("big5", "big5-hkscs", "x-x-big5", "cn-big5"), "big5hkscs"),
    **dict.fromkeys(
        ("euc-kr", "ks_c_5601-1987", "ksc5601", "korean", "windows-949"), "cp949"
    ),
}
#: What browsers fall back on for pages in these languages that say nothing.
_OF_LANGUAGE = {
    **dict.fromkeys(("hu", "pl", "cs", "sk", "sl", "hr", "ro"), "cp1250"),
    **dict.fromkeys(("ru", "uk", "bg", "be", "mk", "sr"), "cp1251"),
    **dict.fromkeys(("ar", "fa", "ur"), "cp1256"),
    **dict.fromkeys(("lt", "lv", "et"), "cp1257"),
    "el": "cp1253",
    "tr": "cp1254",
    "he": "cp1255",
    "vi": "cp1258",
    "th": "cp874",
    "ja": "cp932",
    "zh": "gb18030",
    "ko": "cp949",
}
#: A page that says UTF-8 and breaks it no oftener than this is UTF-8 with a flaw.
_FEW_FLAWS = 0.02


def decode(body: bytes, content_type: str = "") -> str:
    """The text; letters that cannot be read become U+FFFD, zero bytes are gone."""
    return _decode(body, content_type).replace("\x00", "")


def _decode(body: bytes, content_type: str) -> str:
    for mark, name in _MARKS:
        if body.startswith(mark):
            return body.decode(name, "replace")
    if wide := _without_mark(body):
        return body.decode(wide, "replace")
    try:
        # also where another encoding is named: text of another one that happens to
        # be valid UTF-8 with a letter beyond ASCII hardly exists. ISO-2022-JP is
        # ASCII bytes that mean something else.
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _decode_as_said(body, content_type)
    if b"\x1b$" in body and "iso2022_jp" in _said(body, content_type):
        return body.decode("iso2022_jp", "replace")
    return text


def _without_mark(body: bytes) -> str:
    """UTF-16 by its zeros: no other encoding of a page has them."""
    start = body[:64]
    if len(start) >= 8 and start[1::2].count(0) > len(start) // 3:
        return "utf-16-le"
    if len(start) >= 8 and start[0::2].count(0) > len(start) // 3:
        return "utf-16-be"
    return ""


def _said(body: bytes, content_type: str) -> list[str]:
    """Codecs that the header, the meta element or the XML declaration name."""
    head = body[:_HEAD]
    in_header = _IN_HEADER.search(content_type[:500])
    names = [in_header[1]] if in_header else []
    for found in (_IN_META.search(head), _IN_XML.search(head)):
        if found:
            names.append(found[1].decode("ascii"))
    return [_CODECS[name.lower()] for name in names if name.lower() in _CODECS]


def _decode_as_said(body: bytes, content_type: str) -> str:
    said = _said(body, content_type)
    for name in said:
        text = body.decode(name, "replace")
        if name != "utf-8" or text.count("\ufffd") <= _FEW_FLAWS * len(text):
            return text
    return body.decode(_guessed(body), "replace")


def _guessed(body: bytes) -> str:
    found = _LANG.search(body[:_HEAD])
    return (
        _OF_LANGUAGE.get(found[1].decode("ascii").lower(), "cp1252")
        if found
        else ("cp1252")
    )
