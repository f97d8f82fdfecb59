"""The key that signs the companion's list: ECDSA on P-256, which browsers verify.

The companion keeps the public half at its first download and asks its reader before
it believes another one.
"""

import base64
import hashlib
import hmac
from functools import lru_cache

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.asymmetric.utils import decode_dss_signature
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.serialization import Encoding, PublicFormat
from django.conf import settings

from medagora import config

_CURVE = ec.SECP256R1()
#: The number of points of P-256 (FIPS 186-5): a private key is below it.
_ORDER = int("FFFFFFFF00000000FFFFFFFFFFFFFFFFBCE6FAADA7179E84F3B9CAC2FC632551", 16)


def sign(body: bytes) -> bytes:
    """64 bytes, r and s, as WebCrypto takes them; the same bytes give the same."""
    scheme = ec.ECDSA(SHA256(), deterministic_signing=True)
    r, s = decode_dss_signature(_private(_secret()).sign(body, scheme))
    return r.to_bytes(32) + s.to_bytes(32)


def public_key() -> bytes:
    """The public point, 65 bytes, uncompressed."""
    public = _private(_secret()).public_key()
    return public.public_bytes(Encoding.X962, PublicFormat.UncompressedPoint)


def public_text() -> str:
    return base64.b64encode(public_key()).decode()


def fingerprint() -> str:
    """What two people can read to each other: 16 bytes of SHA-256, in fours."""
    digest = hashlib.sha256(public_key()).hexdigest()[:32]
    return " ".join(digest[place : place + 4] for place in range(0, 32, 4))


def salt_for(what: str, size: int) -> bytes:
    """Bytes that follow from ``what`` but that nobody without the key can foresee."""
    return hmac.new(_secret().encode(), what.encode(), hashlib.sha512).digest()[:size]


def _secret() -> str:
    return config.companion_key(settings.CONFIG)


@lru_cache(maxsize=2)
def _private(secret: str) -> ec.EllipticCurvePrivateKey:
    seed = hashlib.sha512(b"medagora companion list\0" + secret.encode()).digest()
    return ec.derive_private_key(int.from_bytes(seed) % (_ORDER - 1) + 1, _CURVE)
