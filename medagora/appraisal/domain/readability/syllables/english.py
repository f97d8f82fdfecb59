"""Syllables of English words: groups of vowels, silent letters, and exceptions.

English spelling does not tell how a word is spoken. The rules below were written
against everyday words; ``exceptions.toml`` holds common and medical words that they
get wrong. Every match of a silent pattern is one syllable less, of a split one more.
"""

import re

_GROUPS = re.compile("[aeiouy]+")

#: First parts of compounds whose last e is silent: "homework", "therefore".
_PARTS = "hom|lif|wid|tim|lik|sid|saf|bas|whol|mor|for|her|car|nin|fir|fram|pip|not"
_LONG_PARTS = "hous|wher|ther|spac|shar|trad|whit|fac|spok|els|gat|guid|lim|pac"

_SILENT = re.compile(
    "|".join(
        (
            # at the end: "take", "more", "belle", but "table", "acre"
            r"(?<=[aeiouy][lr])e$",
            r"(?<=(?:ll|rr))e$",
            r"(?<=[^aeiouylr])e$",
            # "league", "technique"
            r"(?<=[gq])ue(?=$|s$|d$)",
            # plurals: "takes", but "doses", "causes", "changes"
            r"(?<=[aeiouy][lr])e(?=s$)",
            r"(?<=[^aeiouylrsxzcg])e(?=s$)(?<![cs]he)",
            # the past: "caused", "healed", but "treated", "handled", "hundred"
            r"(?<=[aeiouyrl][lr])e(?=d$)",
            r"(?<=[^aeiouylrtd])e(?=d$)",
            # before an ending: "movement", "useful", "safety", "basically"
            r"(?<=[aeiouy][^aeiouy])e(?=(?:ments?|less|ness|ful(?:ly)?|ly|ty|some)$)",
            r"(?<=[aeiouy][^aeiouyl][^aeiouyl])e(?=(?:ments?|less|ness|ful(?:ly)?|ly)$)",
            r"(?<=ic)a(?=lly$)",
            # within: "every", "evening", "sometimes", "homework", "household"
            r"^eve(?=ry|ning)",
            r"^some(?!o|a|r|$)",
            rf"^(?:{_PARTS})e(?=[bcdfghklmnpstw][^s]|v[ei]r)"
            r"(?!ment|less|ness|ful|ly|ty|some|st|ci|nce|nd)",
            rf"^(?:{_LONG_PARTS})e(?=[bcdfhklmptvw].)(?!less|ful|ly|ment)",
        )
    )
)

_SPLIT = re.compile(
    "|".join(
        (
            # i: "diabetes", "association", but "special", "marriage"
            r"(?<![tscgl])i(?=a(?!ge|mond|ms$))",
            r"(?<=l)i(?=a(?![nm]?s?$|men))",
            r"(?<=[ct])i(?=at)",
            # "period", "radio", "champion", "serious", but "nation", "junior"
            r"(?<![nvaeou])i(?=or)",
            r"(?<![aeo])i(?=o(?![urn]))",
            r"(?<=[^cglnstxhaeiou])i(?=ons?$|on[ai])",
            r"(?<=[^cglnstxaeiou])i(?=ous)",
            # "medium", "calcium"
            r"(?<![aeioug])i(?=um)|(?<![aeiougn])i(?=us$)",
            # "science", "client", "experience", but "patient"
            r"(?<![ctgnaeou])i(?=en(?:t|ts|ce|ces|ced|tly|tal|ted|tist|tific)$)",
            r"(?<=sc)i(?=en)",
            # "diet", "society", "easier", "carrier"
            r"(?<![ao])i(?=et(?:y$|ies|al|s?$|ly|ar))",
            r"(?<=[aeiouy][^aeiouct])i(?=e(?:rs?|st)$)",
            r"(?<=[aeiouy][^aeiouct][^aeiou])i(?=e(?:rs?|st)$)",
            # e: "video", "theory", "museum", "nausea", "react", "create"
            r"(?<![pgcm])e(?=o)|(?<=^g)e(?=o[^r])|e(?=ums?$|us$)",
            r"(?<=[aeiouy][dr])e(?=as?$)|(?<=aus)e(?=a)|(?<=rh)e(?=a)",
            r"(?<=cr)e(?=at(?!ure)|as$)|(?<=^r)e(?=act|alit|ali[sz])",
            r"(?<=th)e(?=at[er]|or)|(?<=[aeiouy][pb])e(?=ans?$)",
            r"(?<=ucl)e(?=ar)|(?<=in)e(?=ar)|(?<=^r)e(?=in[ft])",
            # u: "usual", "continuous", "influenza", "fluid", "tuition"
            r"(?<![qgaeio])u(?=a(?!de|sion))|u(?=ous)",
            r"(?<![qgaeio])u(?=en|el)",
            r"(?<![qgaeio])u(?=i(?:ty|ti|n(?:s|ed)?$|ds?$|s$))",
            # o and a: "poem", "cooperate", "zoology", "heroin", "aorta"
            r"(?<=p)o(?=e[mt])|(?<=^c)o(?=e|op(?:er.|t)|ord)|a(?=o)",
            r"(?<=zo)o(?=l[oai])|(?<=er)o(?=i)",
            # "seeing", "studying", "anyone", "layer"
            r"(?<=[aeiou])i(?=ng(?:s|ly)?$)|(?<=[^aeiou])y(?=i[ns]|o|er)",
            r"(?<=[aeiou])y(?=[aeiou])(?!e[sd]?$)",
            # "autism", "spasm", "rhythm"
            r"(?<=[ia]s)m(?=s?$)|(?<=th)m(?=s?$)",
        )
    )
)


def count_english(word: str) -> int:
    """Syllables of one lower-case word without apostrophe; one at least."""
    groups = sum(1 for _ in _GROUPS.finditer(word))
    silent = sum(1 for _ in _SILENT.finditer(word))
    splits = sum(1 for _ in _SPLIT.finditer(word))
    return max(1, groups - silent + splits)
