"""Whose host is it: the part of a host name that somebody registered.

A simple rule instead of the public suffix list, which is long, changes weekly and
would have to be fetched: under a country's ending, a second label such as "co", "org"
or "gov" belongs to the ending.
"""

_SECOND = {
    "ac", "asso", "co", "com", "edu", "gob", "gouv", "gov", "govt", "gv", "go",
    "health", "info", "ltd", "me", "mil", "ne", "net", "nhs", "nom", "or", "org",
    "plc", "police", "sch", "school",
}  # fmt: skip
_COUNTRY = 2


def registered_domain(host: str) -> str:
    """ "www.bbc.co.uk" gives "bbc.co.uk"; an IP address is its own."""
    labels = [label for label in host.lower().split(".") if label]
    if len(labels) > 2 and labels[0] == "www":
        del labels[0]
    if len(labels) <= 2 or labels[-1].isdigit() or ":" in host:
        return ".".join(labels)
    is_longer = len(labels[-1]) == _COUNTRY and labels[-2] in _SECOND
    return ".".join(labels[-3:] if is_longer else labels[-2:])


def is_same_house(host: str, home: str) -> bool:
    """Both were registered by one: hosts of "nhs.uk" are at home on www.nhs.uk."""
    own = registered_domain(home)
    return registered_domain(host) == own or host.endswith(f".{own}")
