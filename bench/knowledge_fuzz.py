"""Ten thousand random and hostile Infobutton requests: none may end in a 5xx.

python bench/knowledge_fuzz.py [COUNT] [SEED]      (a home of its own, in memory)
"""

import collections
import logging
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any
from urllib.parse import quote_from_bytes

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench.dataset import bring_up_to_date, open_home
from bench.report import print_report

STEMS = (
    "mainSearchCriteria.v",
    "mainSearchCriteria.c",
    "subTopic.v",
    "taskContext.c",
    "ageGroup.v",
    "age.v",
    "patientPerson.administrativeGenderCode",
    "informationRecipient.languageCode",
    "performer.languageCode",
    "observation.c",
)
PARTS = ("c", "cs", "csn", "dn", "ot", "v", "u", "")
SINGLE = ("informationRecipient", "performer", "knowledgeResponseType", "callback")
VALUES = (
    *(b"E11.9", b"J45", b"250.02", b"44054006", b"D003924", b"4548-4", b"Z", b"E11."),
    *(b"2.16.840.1.113883.6.90", b"2.16.840.1.113883.6.3", b"http://snomed.info/sct"),
    *(b"ICD10CM", b"MeSH", b"urn:oid:2.16.840.1.113883.6.103", b"1.2.3", b"asthma"),
    *(b"PAT", b"PROV", b"NURSE", b"hu-HU", b"ar", b"sp", b"zz", b"en_US", b"F", b"M"),
    *(b"text/html", b"application/json", b"application/javascript", b"pdf", b"show"),
    *(b"71", b"-1", b"1e9", b"NaN", b"9" * 400, b"a", b"mo", b"D000368", b"LABRREV"),
    *(b"\x00", b"\xff\xfe\xfd", b"\xed\xa0\x80", b"%", b"%%s", b"{}", b"../../etc"),
    *(b"' OR 1=1 --", b"<script>alert(1)</script>", b"${jndi:ldap://x}", b"\r\nA: b"),
    "آلام الصدر والسعال".encode(),
    "‮gnp.exe‬".encode(),
    "a\u0300".encode() * 200,
    "😀".encode() * 90,
    b"A" * 501,
    b"x" * 70_000,
    b" ",
    b"",
)
BODIES = (
    "application/x-www-form-urlencoded",
    "application/x-www-form-urlencoded; charset=utf-16",
    "application/json",
    "multipart/form-data; boundary=x",
    "multipart/form-data",
    "text/plain; charset=base64",
    "",
)
LANGUAGES = ("hu", "de-AT,en;q=0.5", "*", "x" * 3000, "\u00ff", ";;q=,", "zh-Hans")


def main() -> None:
    count = int(sys.argv[1]) if sys.argv[1:2] and sys.argv[1].isdigit() else 10_000
    seed = int(sys.argv[2]) if sys.argv[2:3] and sys.argv[2].isdigit() else 20261127
    with tempfile.TemporaryDirectory() as home:
        open_home(Path(home))
        bring_up_to_date()
        report(count, seed)


def report(count: int, seed: int) -> None:
    from django.conf import settings
    from django.test import Client

    from medagora.topics import services as topics

    topics.load_starter_topics()
    settings.ALLOWED_HOSTS.append("testserver")
    logging.disable(logging.CRITICAL)  # Django tells of each request that it refuses
    client = Client(raise_request_exception=False)
    dice = random.Random(seed)
    statuses: collections.Counter[int] = collections.Counter()
    broken, started = [], time.perf_counter()
    for _number in range(count):
        method, query, body, headers = draw(dice)
        status = send(client, method, query, body, headers)
        statuses[status] += 1
        if status >= 500:
            broken.append((method, query[:300], body[:300], headers))
    for one in broken[:5]:
        print(one, file=sys.stderr)
    rows = [
        {"status": status, "answers": statuses[status]} for status in sorted(statuses)
    ]
    seconds = round(time.perf_counter() - started)
    print_report(
        "infobutton fuzz", rows, seed=seed, seconds=seconds, broken=len(broken)
    )
    sys.exit(1 if broken else 0)


def draw(dice: random.Random) -> tuple[str, str, bytes, dict[str, str]]:
    """A request: method, query, body and headers."""
    query = "&".join(pair(dice) for _ in range(dice.choice((0, 1, 2, 3, 4, 6, 30))))
    if dice.random() < 0.5:
        query += "&mainSearchCriteria.v.c=J45&mainSearchCriteria.v.cs=ICD10"
    if dice.random() < 0.01:
        query += "&a=1" * 1200
    method = dice.choice(
        ("get", "get", "get", "post", "post", "head", "put", "options")
    )
    body = query.encode() if method == "post" else b""
    if method == "post" and dice.random() < 0.2:
        body = bytes(dice.randrange(256) for _ in range(dice.randrange(300)))
    headers = {"accept-language": dice.choice(LANGUAGES)} if dice.random() < 0.3 else {}
    return method, "" if method == "post" else query[:80_000], body, headers


def pair(dice: random.Random) -> str:
    name = dice.choice(SINGLE)
    if dice.random() < 0.8:
        name = f"{dice.choice(STEMS)}.{dice.choice(PARTS)}"
    if dice.random() < 0.2:
        name += str(dice.choice((0, 1, 2, 7, 99, 100, 12345)))
    value = dice.choice(VALUES)
    if dice.random() < 0.1:
        value = bytes(dice.randrange(256) for _ in range(dice.randrange(40)))
    return f"{name}={quote_from_bytes(value)}"


def send(
    client: Any, method: str, query: str, body: bytes, headers: dict[str, str]
) -> int:
    more: dict[str, Any] = {"headers": headers, "QUERY_STRING": query}
    if method == "post":
        kind = random.Random(len(body)).choice(BODIES)
        more |= {"data": body, "content_type": kind or "application/octet-stream"}
    answer = client.generic(method.upper(), "/infobutton", **more)
    return int(answer.status_code)


if __name__ == "__main__":
    main()
