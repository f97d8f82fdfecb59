"""How to tell a page that somebody left from a page that somebody keeps.

Lists of what domain sellers and error pages say, in the languages that we meet
most. They only ever lead to a person being asked to look.
"""

import re

#: Sellers and keepers of unused domains; their subdomains too.
PARKING_HOSTS = frozenset(
    {
        "above.com",
        "afternic.com",
        "atom.com",
        "bodis.com",
        "buydomains.com",
        "cashparking.com",
        "dan.com",
        "domainmarket.com",
        "domainnamesales.com",
        "efty.com",
        "expireddomains.com",
        "forsale.dynadot.com",
        "forsale.godaddy.com",
        "hugedomains.com",
        "namebright.com",
        "parkingcrew.net",
        "parklogic.com",
        "perfectdomain.com",
        "sav.com",
        "sedo.com",
        "sedoparking.com",
        "skenzo.com",
        "smartname.com",
        "squadhelp.com",
        "undeveloped.com",
        "uniregistry.com",
        "voodoo.com",
    }
)
#: What only the machinery of parked pages contains.
_MACHINERY = re.compile(
    r"sedoparking\.com|parkingcrew\.net|parklogic\.com|window\.park\s*=|"
    r"/_fd\?|cdn-cgi/parking|domainparking|\"/lander\"|bodis\.com/|"
    r"img1\.wsimg\.com/parking-lander|d38psrni17bvxu\.cloudfront\.net",
    re.IGNORECASE,
)
_FOR_SALE = re.compile(
    r"(this|the) (web ?site|domain( name)?)( \S+)? (is|may be) (now )?(for sale|parked)"
    r"|buy this domain|domain (name )?(is )?for sale|parked (free|domain)"
    r"|domain (has )?expired|inquire about this domain"
    r"|(diese )?domain (steht|ist) (zum verkauf|zu verkaufen|geparkt)|domain kaufen"
    r"|domaine? (est )?(à|a) vendre|acheter ce (nom de )?domaine"
    r"|dominio (está )?(en|a la) venta|comprar este dominio"
    r"|(a |ez a )?domain(név)? eladó|domain megvásárolható"
    r"|النطاق (معروض )?للبيع",
    re.IGNORECASE,
)
_NOT_FOUND = re.compile(
    r"^\W*404\b|\b(error|erreur|fehler|hiba)\W{1,3}404\b|\b404\W{1,3}(error|not found)"
    r"|\b(page|file|document)( was| is)? not found|page (does not|doesn't) exist"
    r"|seite (wurde )?nicht gefunden|page (introuvable|non trouvée)"
    r"|página no encontrada|az? oldal nem található|الصفحة غير موجودة",
    re.IGNORECASE,
)
_TITLE = re.compile(r"<title[^>]{0,200}>([^<]{0,400})", re.IGNORECASE)
_UNSEEN = re.compile(r"<(?:script|style)\b", re.IGNORECASE)
_END = re.compile(r"</(?:script|style)\s*>", re.IGNORECASE)
_TAG = re.compile(r"<[^<>]{0,2000}>")
#: A parked page says little; a long article may well speak about parked domains.
_SHORT = 1500


def is_parking_host(host: str) -> bool:
    labels = host.removeprefix("www.").split(".")
    return any(".".join(labels[n:]) in PARKING_HOSTS for n in range(len(labels)))


def says_it_is_parked(page: str) -> bool:
    """True for the HTML of a domain that is for sale or holds a place."""
    if _MACHINERY.search(page):
        return True
    prose = _prose_of(page)
    return len(prose) < _SHORT and bool(_FOR_SALE.search(prose))


def says_not_found(page: str) -> bool:
    """True for an error page that is sent as if all was well: its title tells."""
    title = _TITLE.search(page)
    return bool(title and _NOT_FOUND.search(title[1]))


def _prose_of(page: str) -> str:
    """What a reader sees. Linear in the length, whatever is left unclosed."""
    first, *others = _UNSEEN.split(page)
    seen = [first, *(_END.split(piece, maxsplit=1)[-1] for piece in others)]
    return " ".join(_TAG.sub(" ", " ".join(seen)).split())
