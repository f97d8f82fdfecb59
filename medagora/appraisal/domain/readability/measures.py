"""Which formula measures which language. A language not named here has none.

No language borrows another's constants. LIX has none that depend on a language, but its
bands are Swedish (and Danish), so that elsewhere it is indicative.
"""

from collections.abc import Callable
from dataclasses import dataclass

from medagora.appraisal.domain.readability import formulas, scales
from medagora.appraisal.domain.readability.counting import Counts
from medagora.appraisal.domain.readability.formulas import Formula
from medagora.appraisal.domain.readability.scales import Scale

Score = Callable[[Counts], float]
#: A second figure by another formula, where it is defined.
Other = tuple[Formula, Callable[[Counts], float | None]]


@dataclass(frozen=True, slots=True)
class Measure:
    """How one language is measured.

    ``grade`` gives a year of school where the language has such a formula. An
    indicative measure was not made, or its bands not drawn, for this language.
    """

    formula: Formula
    scale: Scale
    score: Score
    grade: Score | None = None
    others: tuple[Other, ...] = ()
    is_indicative: bool = False


def _flesch_like(formula: Callable[[float, float], float]) -> Score:
    def score(counts: Counts) -> float:
        return formula(counts.words_per_sentence, counts.share(counts.syllables))

    return score


def _smog(counts: Counts) -> float | None:
    return formulas.smog(counts.three_and_more, counts.sentences)


def _wiener(counts: Counts) -> float:
    grade = formulas.wiener_1(
        100 * counts.share(counts.three_and_more),
        counts.words_per_sentence,
        100 * counts.share(counts.long_words),
        100 * counts.share(counts.monosyllables),
    )
    # its authors define it from the fourth to the fifteenth year
    return min(15.0, max(4.0, grade))


def _crawford(counts: Counts) -> float:
    per_sentence = counts.words_per_sentence
    return formulas.crawford(
        100 / per_sentence if per_sentence else 0.0,
        100 * counts.share(counts.syllables),
    )


def _gulpease(counts: Counts) -> float:
    return formulas.gulpease(counts.sentences, counts.letters, max(1, counts.spelled))


def _fog_pl(counts: Counts) -> float:
    hard = 100 * counts.share(counts.four_and_more)
    return formulas.fog_pl(counts.words_per_sentence, hard)


def _pisarek(counts: Counts) -> float:
    hard = 100 * counts.share(counts.four_and_more)
    return formulas.pisarek(counts.words_per_sentence, hard)


def _lix(counts: Counts) -> float:
    long_words = 100 * counts.share(counts.long_words)
    return formulas.lix(counts.words_per_sentence, long_words)


def _osman(counts: Counts) -> float:
    signs = counts.share(counts.syllables + counts.hard_signs)
    return formulas.osman(counts.words_per_sentence, signs)


_LIX = Measure(Formula.LIX, scales.LIX_SWEDISH, _lix)
_LIX_INDICATIVE = Measure(Formula.LIX, scales.LIX_SWEDISH, _lix, is_indicative=True)

MEASURES: dict[str, Measure] = {
    "ar": Measure(Formula.OSMAN, scales.FLESCH, _osman, is_indicative=True),
    "da": Measure(Formula.LIX, scales.LIX_DANISH, _lix),
    "de": Measure(
        Formula.AMSTAD, scales.FLESCH, _flesch_like(formulas.amstad), _wiener
    ),
    "en": Measure(
        Formula.FLESCH,
        scales.FLESCH,
        _flesch_like(formulas.flesch),
        _flesch_like(formulas.flesch_kincaid),
        ((Formula.SMOG, _smog),),
    ),
    "es": Measure(
        Formula.INFLESZ,
        scales.INFLESZ,
        _flesch_like(formulas.inflesz),
        others=((Formula.CRAWFORD, _crawford),),
    ),
    "fr": Measure(
        Formula.KANDEL_MOLES, scales.FLESCH, _flesch_like(formulas.kandel_moles)
    ),
    "it": Measure(Formula.GULPEASE, scales.GULPEASE, _gulpease),
    "nb": _LIX,
    "nl": Measure(Formula.DOUMA, scales.FLESCH, _flesch_like(formulas.douma)),
    "nn": _LIX,
    "no": _LIX,
    "pl": Measure(
        Formula.FOG_PL,
        scales.FOG_PL,
        _fog_pl,
        _fog_pl,
        ((Formula.PISAREK, _pisarek),),
    ),
    "pt": Measure(Formula.MARTINS, scales.MARTINS, _flesch_like(formulas.martins)),
    "ru": Measure(Formula.OBORNEVA, scales.FLESCH, _flesch_like(formulas.oborneva)),
    "sv": _LIX,
    "tr": Measure(Formula.ATESMAN, scales.ATESMAN, _flesch_like(formulas.atesman)),
    "uk": Measure(
        Formula.PARTIKO,
        scales.FLESCH,
        _flesch_like(formulas.partiko),
        is_indicative=True,
    ),
}

#: Alphabets that write vowels and part words by spaces, without a formula of their own.
_ALPHABETIC = """af sq an hy ast az eu be bs br bg ca ceb co hr cs eo et fil fo fi fy
fur gl ka el kl ht haw hu is id ia ga jv kk ky la lv lt lb mk mg ms mt mi mn oc ro rm rw
sc gd sr sh sn sk sl so st su sw tl tt tk uz vo cy wa wo xh zu"""
LIX_LANGUAGES = frozenset(_ALPHABETIC.split())

MEASURES.update(dict.fromkeys(LIX_LANGUAGES, _LIX_INDICATIVE))
