"""The address of a page as somebody gives it, looked at before anything is fetched."""

from urllib.parse import urlsplit

from medagora.kernel.refusals import BadInput

LONGEST = 2_000


def clean_address(text: str) -> str:
    """With its scheme. BadInput for what is no address of a page on the web."""
    address = text.strip()
    if address and "://" not in address:
        address = f"https://{address}"
    try:
        parts = urlsplit(address)
        is_page = parts.scheme in {"http", "https"} and "." in (parts.hostname or "")
        is_plain = parts.username is None and parts.password is None
        _port = parts.port  # ValueError for one that is no number
    except ValueError:
        is_page = is_plain = False
    if not is_page or len(address) > LONGEST or not address.isprintable():
        raise BadInput(
            "This is no address of a page. It begins with https:// or http://.",
            field="address",
        )
    if not is_plain:
        raise BadInput(
            "This address has a name or a password in it. Give it without.",
            field="address",
        )
    return address
