"""How often, and how answers say it: RateLimit and RateLimit-Policy as in
draft-ietf-httpapi-ratelimit-headers-10, which are lists of structured fields."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Limit:
    """``most`` requests in ``seconds``; ``name`` stands in the headers."""

    name: str
    most: int
    seconds: int

    @property
    def policy(self) -> str:
        return f'"{self.name}";q={self.most};w={self.seconds}'


@dataclass(frozen=True)
class Count:
    """How far one caller is; ``resets_in`` seconds it begins anew."""

    limit: Limit
    used: int
    resets_in: int

    @property
    def is_over(self) -> bool:
        return self.used > self.limit.most

    @property
    def header(self) -> str:
        left = max(self.limit.most - self.used, 0)
        return f'"{self.limit.name}";r={left};t={self.resets_in}'


#: Without a key, by place; with one, by person, however many keys they have.
PLACE = Limit("place", 240, 60)
KEY = Limit("key", 600, 60)
#: Writing, by person.
WRITING = Limit("writing", 60, 600)
#: A judged page costs much more than a read one.
JUDGING = Limit("judging", 60, 600)
