"""The published formulas, one function each, with the constants of their papers.

Every function takes plain means and shares, so that a worked example can be laid
beside it. Shares are in percent where the paper has percent.
"""

from enum import StrEnum
from math import sqrt


class Formula(StrEnum):
    """How a text was measured."""

    FLESCH = "flesch"
    FLESCH_KINCAID = "flesch_kincaid"
    SMOG = "smog"
    AMSTAD = "amstad"
    WIENER_1 = "wiener_1"
    INFLESZ = "inflesz"
    CRAWFORD = "crawford"
    KANDEL_MOLES = "kandel_moles"
    GULPEASE = "gulpease"
    DOUMA = "douma"
    MARTINS = "martins"
    OBORNEVA = "oborneva"
    PARTIKO = "partiko"
    FOG_PL = "fog_pl"
    PISAREK = "pisarek"
    ATESMAN = "atesman"
    LIX = "lix"
    OSMAN = "osman"
    CHARACTERS_PER_SENTENCE = "characters_per_sentence"
    KANJI_SHARE = "kanji_share"


#: SMOG was made for samples of 30 sentences; below, it is not defined.
SMOG_SENTENCES = 30


def flesch(words_per_sentence: float, syllables_per_word: float) -> float:
    """English reading ease, 0 to 100, high is easy.

    Flesch R. A new readability yardstick. J Appl Psychol 1948;32:221-233.
    """
    return 206.835 - 1.015 * words_per_sentence - 84.6 * syllables_per_word


def flesch_kincaid(words_per_sentence: float, syllables_per_word: float) -> float:
    """English school grade (United States).

    Kincaid JP et al. Research Branch Report 8-75, Naval Air Station Memphis 1975, p 14.
    """
    return 0.39 * words_per_sentence + 11.8 * syllables_per_word - 15.59


def smog(polysyllables: int, sentences: int) -> float | None:
    """English school grade for full understanding; None under 30 sentences.

    McLaughlin GH. SMOG grading. J Reading 1969;12:639-646. Polysyllables have three
    syllables and more.
    """
    if sentences < SMOG_SENTENCES:
        return None
    return 3.1291 + 1.043 * sqrt(polysyllables * 30 / sentences)


def amstad(words_per_sentence: float, syllables_per_word: float) -> float:
    """German reading ease on Flesch's scale.

    Amstad T. Wie verständlich sind unsere Zeitungen? Universität Zürich 1978.
    """
    return 180 - words_per_sentence - 58.5 * syllables_per_word


def wiener_1(
    three_and_more: float,
    words_per_sentence: float,
    long_words: float,
    monosyllables: float,
) -> float:
    """German school grade, 4 to 15: the first Wiener Sachtextformel.

    Bamberger R, Vanecek E. Lesen - Verstehen - Lernen - Schreiben. Wien 1984. Shares
    in percent; long words have more than six letters.
    """
    return (
        0.1935 * three_and_more
        + 0.1672 * words_per_sentence
        + 0.1297 * long_words
        - 0.0327 * monosyllables
        - 0.875
    )


def inflesz(words_per_sentence: float, syllables_per_word: float) -> float:
    """Spanish perspicuity, read on the INFLESZ scale made for patients' texts.

    Szigriszt Pazos F. Universidad Complutense 1993; scale: Barrio-Cantalejo IM et al.
    An Sist Sanit Navar 2008;31:135-152.
    """
    return 206.835 - 62.3 * syllables_per_word - words_per_sentence


def crawford(sentences_per_100: float, syllables_per_100: float) -> float:
    """Years of Spanish primary school, per 100 words; made for grades 1 to 6.

    Crawford AN. Fórmula y gráfico para determinar la comprensibilidad de textos del
    nivel primario en castellano. Lectura y Vida 1985;6(4):18-24.
    """
    return -0.205 * sentences_per_100 + 0.049 * syllables_per_100 - 3.407


def kandel_moles(words_per_sentence: float, syllables_per_word: float) -> float:
    """French reading ease on Flesch's scale: 207, 1.015 and 73.6.

    Kandel L, Moles A. Application de l'indice de Flesch à la langue française. Cahiers
    Études de Radio-Télévision 1958;19:253-274. Two versions go by this name; the other
    (209, 1.15, 68) is known from one program only, while this one is what Wordless,
    textstat and the French checker Cordial give. Neither was compared with the paper.
    """
    return 207 - 1.015 * words_per_sentence - 73.6 * syllables_per_word


def gulpease(sentences: int, letters: int, words: int) -> float:
    """Italian readability, 0 to 100, high is easy; needs no syllables.

    Lucisano P, Piemontese ME. Gulpease. Scuola e Città 1988;39:110-124.
    """
    return 89 + (300 * sentences - 10 * letters) / words


def douma(words_per_sentence: float, syllables_per_word: float) -> float:
    """Dutch reading ease on Flesch's scale.

    Douma WH. De leesbaarheid van landbouwbladen. Wageningen 1960.
    """
    return 206.835 - 0.93 * words_per_sentence - 77 * syllables_per_word


def martins(words_per_sentence: float, syllables_per_word: float) -> float:
    """Portuguese (Brazilian) reading ease with its own four bands.

    Martins TBF et al. Readability formulas applied to textbooks in Brazilian
    Portuguese. Notas do ICMSC 28, São Carlos 1996.
    """
    return 248.835 - 1.015 * words_per_sentence - 84.6 * syllables_per_word


def oborneva(words_per_sentence: float, syllables_per_word: float) -> float:
    """Russian reading ease on Flesch's scale.

    Оборнева ИВ. Автоматизированная оценка сложности учебных текстов. Москва 2006.
    """
    return 206.835 - 1.3 * words_per_sentence - 60.1 * syllables_per_word


def partiko(words_per_sentence: float, syllables_per_word: float) -> float:
    """Ukrainian reading ease; its bands are not published where we could read them.

    Партико ЗВ. Загальне редагування. Львів 2001, as cited by Wordless.
    """
    return 206.84 - 5.93 * words_per_sentence - 28.3 * syllables_per_word


def fog_pl(words_per_sentence: float, hard_words: float) -> float:
    """Years of Polish schooling; hard words (percent) have four syllables and more.

    Gunning's index as used for Polish, FOG-PL (Pracownia Prostej Polszczyzny, Wrocław).
    Inflected forms are counted as written, which makes it a little harder.
    """
    return 0.4 * (words_per_sentence + hard_words)


def pisarek(words_per_sentence: float, hard_words: float) -> float:
    """Pisarek's non-linear Polish index; hard words (percent) as for ``fog_pl``.

    Pisarek W. Jak mierzyć zrozumiałość tekstu? Zeszyty Prasoznawcze 1969;4(42):35-48.
    """
    return sqrt(words_per_sentence**2 + hard_words**2) / 2


def atesman(words_per_sentence: float, syllables_per_word: float) -> float:
    """Turkish readability, 0 to 100, high is easy.

    Ateşman E. Türkçede okunabilirliğin ölçülmesi. Dil Dergisi 1997;58:71-74.
    """
    return 198.825 - 40.175 * syllables_per_word - 2.610 * words_per_sentence


def lix(words_per_sentence: float, long_words: float) -> float:
    """Björnsson's index, low is easy; long words (percent) have seven letters or more.

    Björnsson CH. Läsbarhet. Stockholm 1968.
    """
    return words_per_sentence + long_words


def osman(words_per_sentence: float, signs_per_word: float) -> float:
    """Arabic readability, about 0 to 100, high is easy.

    El-Haj M, Rayson P. OSMAN: a novel Arabic readability metric. LREC 2016. Signs are
    syllables, long words, complex words and complex words of high register together.
    """
    return 200.791 - 1.015 * words_per_sentence - 24.181 * signs_per_word
