"""HTML as plain text: for titles, names, first lines and search."""

import html
import re

from medagora.kernel.text import tidy

#: What marks up words without ending them.
_INLINE_NAMES = (
    "a|abbr|b|bdi|bdo|big|cite|code|del|dfn|em|font|i|inf|ins|italic|bold|kbd|mark|q|"
    "s|samp|sc|small|span|strike|strong|sub|sup|tt|u|var|wbr|"
    "math|mfenced|mfrac|mi|mn|mo|mover|mrow|mspace|msqrt|mstyle|msub|msubsup|msup|"
    "mtext|munder"
)
_BLOCK_NAMES = (
    "address|article|aside|blockquote|br|caption|center|dd|details|div|dl|dt|"
    "figcaption|figure|footer|h[1-6]|header|hr|img|li|main|ol|p|pre|section|"
    "summary|table|tbody|td|tfoot|th|thead|tr|ul|picture|source|audio|video|iframe|"
    "body|html|script|style|noscript"
)
_INLINE = re.compile(rf"</?(?:\w+:)?(?:{_INLINE_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_BLOCK = re.compile(rf"</?(?:\w+:)?(?:{_BLOCK_NAMES})(?:\s[^<>]*)?/?>", re.IGNORECASE)
_UNSEEN = re.compile(
    r"<(script|style|head|template)\b.*?(?:</\1\s*>|\Z)|<!--.*?(?:-->|\Z)",
    re.DOTALL | re.IGNORECASE,
)

#: In HTML that nh3 wrote: names in lower case, "<" and ">" escaped in attributes.
_CLEAN_INLINE = re.compile(rf"</?(?:{_INLINE_NAMES})(?: [^>]*)?>")
_CLEAN_TAGS = re.compile(r"(?:<[^>]*>\s*)+")


def plain(text: str, limit: int) -> str:
    """One tidy line of at most ``limit`` characters.

    Only names that HTML has are tags, so "0.05 < p" and "<gene>" stay. Markup that
    was escaped twice is taken for markup, too: nobody writes "<i>" in a title.
    """
    if "<" in text:
        text = _without_tags(_UNSEEN.sub(" ", text))
    if "&" in text:
        text = html.unescape(text)
        if "<" in text:
            text = _without_tags(text)
    return tidy(text, limit=limit)


def _without_tags(text: str) -> str:
    return _BLOCK.sub(" ", _INLINE.sub("", text))


def text_of(clean: str) -> str:
    """The text of cleaned HTML in one line."""
    text = _CLEAN_TAGS.sub(" ", _CLEAN_INLINE.sub("", clean))
    if "&" in text:
        text = _unescaped(text)
    if "  " in text or "\n" in text or "\t" in text:
        return " ".join(text.split())
    return text.strip()


def _unescaped(text: str) -> str:
    """The four entities that nh3 writes."""
    text = text.replace("&nbsp;", " ").replace("&lt;", "<").replace("&gt;", ">")
    return text.replace("&quot;", '"').replace("&amp;", "&")
