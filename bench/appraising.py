"""Reading a page of 100 kB: pages a second on one core, by processor time, and memory.

The same bytes through trafilatura's extraction run beside it: it finds the main text
and some of the metadata, and judges nothing.
"""

import json
import random
import resource
import sys
import time
from datetime import date
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))
from bench.report import print_report
from medagora.appraisal.domain import read_page

PAGES, TODAY = 20, date(2026, 11, 1)
SENTENCES = (
    "Inhaled steroids lower the risk of an attack in most children.",
    "Side effects include a hoarse voice and thrush of the mouth.",
    "In a trial with 1,200 people 3 in 100 had to stop the treatment.",
    "Your doctor or nurse can show you how to use a spacer.",
    "It is not known whether the newer tablets work as well.",
    "Some people do without medicine for years, others need it every day.",
    "Tell your pharmacist about every other medicine that you take.",
    "The lungs take in air through ever smaller branches.",
)


def make_page(number: int) -> bytes:
    """100 kB, 2,000 words of text, the rest what pages are made of today."""
    dice = random.Random(number)
    blocks = []
    for section in range(23):
        text = " ".join(dice.choice(SENTENCES) for _ in range(8))
        classes = " ".join(f"c{dice.randrange(10**6):06x}" for _ in range(6))
        blocks.append(
            f'<section class="{classes}" data-block="{section}"><h2 id="s{section}">'
            f"What helps, part {section}</h2><p>{text}</p>"
            f'<img src="/img/{section}.jpg" alt="An inhaler" loading="lazy"></section>'
        )
    links = "".join(
        f'<li><a class="nav__link nav__link--level-{n % 3}" href="/topic/{n}/">'
        f"Topic {n}</a></li>"
        for n in range(250)
    )
    data = json.dumps(
        {
            "@context": "https://schema.org",
            "@type": "MedicalWebPage",
            "author": {
                "@type": "Person",
                "name": "Anna Smith",
                "honorificSuffix": "MD",
            },
            "dateModified": "2025-03-01",
            "publisher": {"@type": "Organization", "name": "Example Hospital"},
        }
    )
    script = "var state=" + json.dumps({f"k{n}": n for n in range(4_500)}) + ";"
    return (
        '<!doctype html><html lang="en"><head><meta charset="utf-8">'
        f"<title>Asthma in children {number}</title>"
        f'<script type="application/ld+json">{data}</script>'
        '<script src="https://www.google-analytics.com/analytics.js"></script>'
        f"<script>{script}</script></head><body><nav><ul>{links}</ul></nav><main>"
        f'<h1>Asthma in children</h1><p class="byline">By Dr Anna Smith, 3 March 2025'
        f"</p>{''.join(blocks)}<h2>References</h2><ol>"
        + "".join(
            f'<li>Thorax {n}. <a href="https://doi.org/10.1136/thx.{number}.{n}">doi</a>'
            for n in range(25)
        )
        + '</ol></main><footer><a href="/privacy">Privacy</a> <a href="/about">About us'
        "</a></footer></body></html>"
    ).encode()


def main() -> None:
    pages = [make_page(number) for number in range(PAGES)]
    ours = rate(pages, ours_reads)
    memory = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024
    theirs = rate(pages, trafilatura_reads)
    print_report(
        "appraising",
        [
            {"reader": "medagora", **ours},
            {"reader": "trafilatura (text and metadata only)", **theirs},
        ],
        page_kb=round(sum(map(len, pages)) / len(pages) / 1000),
        peak_mb=memory,
        times_as_fast=round(ours["pages_per_second"] / theirs["pages_per_second"], 1),
    )


def ours_reads(body: bytes) -> None:
    headers = {"content-type": "text/html"}
    findings = read_page(body, headers, "https://example.org/a", TODAY).findings
    assert len(findings) > 30


def trafilatura_reads(body: bytes) -> None:
    from trafilatura import bare_extraction

    assert bare_extraction(body, url="https://example.org/a", with_metadata=True)


def rate(pages: list[bytes], read: object) -> dict[str, float]:
    assert callable(read)
    read(pages[0])
    started, times = time.process_time(), []
    for body in pages:
        begun = time.process_time()
        read(body)
        times.append(time.process_time() - begun)
    seconds = time.process_time() - started
    times.sort()
    return {
        "pages_per_second": round(len(pages) / seconds, 1),
        "median_ms": round(times[len(times) // 2] * 1000, 1),
    }


if __name__ == "__main__":
    main()
