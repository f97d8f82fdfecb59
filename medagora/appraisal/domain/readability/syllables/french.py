"""Syllables of French words as they are spoken with care.

The e at the end is mute (ma-la-die, fièvre), so is the -ent of a verb (doivent), and
an e within the word is heard (mé-de-cin). i, u and ou join the next vowel (pa-tient)
except behind two consonants (cri-er, cru-el).
"""

import re

#: Words in -ent that are no verbs: here the ending is heard.
_NOT_MUTE = """absent accident adhérent adolescent agent antécédent apparent ardent
argent cent cohérent concurrent conséquent content contingent
continent convalescent couvent dent différent déficient détergent
équivalent éminent événement évident excellent fréquent imminent
impudent incident indécent indifférent indulgent influent innocent
insolent intelligent intermittent lent négligent onguent opulent
parent permanent pertinent président précédent présent prudent
purulent réagent récent récurrent résident serpent somnolent souvent
succulent talent torrent urgent vent violent virulent turbulent
adjacent jacent transparent convergent divergent tangent régent
sergent fervent absorbent strident décadent occident rémanent laurent
compétent impotent latent patent pénitent réticent effervescent"""
_HEARD = frozenset(_NOT_MUTE.split())
#: Verbs in -ment, where it is mute.
_MUTE_VERBS = re.compile(
    "(?:^ai|for|fer|dor|fir|com|som|nom|fu|lu|pri|sti|cla|ani|cal|ra|sa|sè|mè)ment$"
)
_MUTE_VERB = re.compile("(?<=[^aeiouyéèêâîôû])ent$|(?<=[ao]i)ent$|(?<=é)ent$")
_NO_VERB = re.compile("ments?$|ents$")

_LETTERS = re.compile("(?<=q)u|(?<=g)u(?=[eiéèêëyî])|(?<=g)e(?=[aoâô])")
#: som-meil, feuille, tra-vail: the i is no vowel here.
_SOFT_L = re.compile("(?<=[aeuœ])il(?=l|s?$)")
_Y_BETWEEN = re.compile("(?<=[aeou])y(?=[aeiouéèê])")
_MUTE_END = re.compile("(?<=[^aâeéèêiîïoôuûyœ])es?$|(?<=[éiîïuûyo])es?$|(?<=ai)es?$")
_VOWEL = re.compile("[aeiouyàâäéèêëîïôöùûüœæ]")

_SOUND = "eau|œu|oeu|a[iîuû]|e[iuû]|o[iîuùû]|oo|[aeiouyàâäéèêëîïôöùûüœæ]"
_NUCLEUS = re.compile(
    # a glide and its vowel, unless two consonants stand before: pa-tient, cri-er
    rf"(?<![bcdfgptv][lr])(?:[iïy]|ou|u)(?=[aeioéèêàâœo])(?:{_SOUND})|ui|uî|{_SOUND}"
)


def count_french(word: str) -> int:
    """Syllables of one lower-case French word."""
    spoken = _LETTERS.sub("", word)
    spoken = _SOFT_L.sub("l", spoken)
    spoken = _Y_BETWEEN.sub("j", spoken)
    shorter = _without_mute_ending(word, spoken)
    if _VOWEL.search(shorter):
        spoken = shorter
    return sum(1 for _ in _NUCLEUS.finditer(spoken))


def _without_mute_ending(word: str, spoken: str) -> str:
    if word.endswith("ent") and word not in _HEARD:
        if not _NO_VERB.search(word) or _MUTE_VERBS.search(word):
            return _MUTE_VERB.sub("", spoken)
        return spoken
    return _MUTE_END.sub("", spoken)
