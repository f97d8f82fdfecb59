"""What single elements say besides their text: addresses, meta, pictures, prices.

Each function sees one element as it opens; also those that are hidden, because a
hidden frame reports home like any other.
"""

from collections.abc import Callable, Mapping

from medagora.appraisal.domain.adapt.gathered import Gathered
from medagora.appraisal.domain.page import Load

Attributes = Mapping[str, str]
#: The element, what is gathered, and whether a reader sees it.
Look = Callable[[Attributes, Gathered, bool], None]

_PIXEL = {"0", "1", "0px", "1px"}
_DECORATIVE = {"presentation", "none"}


def _meta(attributes: Attributes, page: Gathered, _is_seen: bool) -> None:
    content = attributes.get("content", "")
    prop = attributes.get("itemprop", "")
    name = (
        attributes.get("name")
        or attributes.get("property")
        or attributes.get("http-equiv")
    )
    page.add_meta(name or prop, content)
    if prop in {"price", "priceCurrency"}:
        page.add_shop_sign(f"schema.org {prop}")


def _link(attributes: Attributes, page: Gathered, _is_seen: bool) -> None:
    rel = attributes.get("rel", "").lower().split()
    target = attributes.get("href")
    if "stylesheet" in rel:
        page.add_load(target, Load.STYLE)
    elif "icon" in rel:
        page.add_load(target, Load.IMAGE)
    elif "preload" in rel or "modulepreload" in rel:
        kind = attributes.get("as", "script")
        page.add_load(target, _PRELOADED.get(kind, Load.MEDIA))


_PRELOADED = {
    "script": Load.SCRIPT,
    "style": Load.STYLE,
    "image": Load.IMAGE,
    "font": Load.STYLE,
}


def _base(attributes: Attributes, page: Gathered, _is_seen: bool) -> None:
    page.addresses.rebase(attributes.get("href", ""))


def _script(attributes: Attributes, page: Gathered, _is_seen: bool) -> None:
    page.add_load(attributes.get("src"), Load.SCRIPT)


def _frame(attributes: Attributes, page: Gathered, _is_seen: bool) -> None:
    page.add_load(attributes.get("src") or attributes.get("data-src"), Load.FRAME)


def _media(attributes: Attributes, page: Gathered, _is_seen: bool) -> None:
    page.add_load(attributes.get("src") or attributes.get("data"), Load.MEDIA)


def _form(attributes: Attributes, page: Gathered, _is_seen: bool) -> None:
    target = attributes.get("action")
    page.add_load(target, Load.FORM)
    if target and "/cart/add" in target:
        page.add_shop_sign("/cart/add")


def _input(attributes: Attributes, page: Gathered, _is_seen: bool) -> None:
    if attributes.get("type", "").lower() == "password":
        page.has_password_field = True


def _image(attributes: Attributes, page: Gathered, is_seen: bool) -> None:
    source = attributes.get("src", "")
    if not source or source.startswith("data:"):
        # pictures that a script puts in when the reader comes near
        source = attributes.get("data-src") or attributes.get("data-lazy-src") or ""
    page.add_load(source, Load.IMAGE)
    is_pixel = attributes.get("width") in _PIXEL or attributes.get("height") in _PIXEL
    if is_pixel or not is_seen:
        return
    text = attributes.get("alt")
    if text is None and attributes.get("role") in _DECORATIVE:
        text = ""
    page.add_image(source, text or attributes.get("aria-label", text))


def _dialog(_attributes: Attributes, page: Gathered, _is_seen: bool) -> None:
    page.add_pop_up("dialog")


LOOKS: dict[str, Look] = {
    "meta": _meta,
    "link": _link,
    "base": _base,
    "script": _script,
    "iframe": _frame,
    "frame": _frame,
    "embed": _media,
    "object": _media,
    "video": _media,
    "audio": _media,
    "source": _media,
    "form": _form,
    "input": _input,
    "img": _image,
    "dialog": _dialog,
}
