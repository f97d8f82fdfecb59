"""Made vocabularies: 200,000 words for each of six languages, the frequent ones first.

The first words are real small words, as in any text; the others are made of syllables
and endings that look like the language, the shorter the more frequent. Word ``n`` is
drawn as often as Zipf and Mandelbrot say: in proportion to 1 / (n + 2.7).
"""

import itertools
import random
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

VOCABULARY = 200_000


@dataclass(frozen=True)
class Sound:
    """How the made words of a language are put together."""

    starts: str
    middles: str
    closes: str
    endings: str
    small: str


SOUNDS = {
    "en": Sound(
        "b bl br c ch cl d dr f fl g gr h j l m n p pl pr r s sc sh sp st str t th tr",
        "a e i o u ea ee oo ai ou",
        "b ck d g l ll m n nt p r rd s st t x",
        "- - - s ed ing er ers al ation ly ness itis osis ic",
        "the of and to in a is for with that on as are by be or from at this it an you "
        "your can not have has was which may more who what how when if will about",
    ),
    "de": Sound(
        "b br d dr f fl g gl gr h k kl kr l m n p pf r s sch schl sp st str t tr w z",
        "a e i o u ä ö ü ei au eu ie",
        "b ch ck d f g l ll m n nd ng p r rt s ss st t tz",
        "- - - e en er ern ung ungen heit keit lich isch ig",
        "der die und in den von zu das mit sich des auf für ist im dem nicht ein eine "
        "als auch es an werden aus er hat dass sie nach wird bei einer um am sind",
    ),
    "fr": Sound(
        "b bl br c ch cl d dr f fr g gr j l m n p pl pr r s t tr v",
        "a e i o u é è ou oi ai an in on eau",
        "c l m n r s t ct st",
        "- - e es s ment tion tions eur eurs ité ique iques aire er é",
        "de la le et les des en un du une que est pour qui dans a par plus pas au sur "
        "ne se ce il sont ou avec son mais comme on vous cette peut aux être",
    ),
    "es": Sound(
        "b br c ch cl d f fl g gr h j l ll m n p pl pr qu r s t tr v z",
        "a e i o u á é í ó ú ia ie ue",
        "l n r s d z",
        "- - o a os as ción ciones ado idad mente ico ica itis or",
        "de la que el en y a los se del las un por con no una su para es al lo como "
        "o pero sus le ha me si sin sobre este ya entre cuando todo esta ser",
    ),
    "hu": Sound(
        "b c cs d f g gy h j k l m n ny p r s sz t v z zs",
        "a á e é i í o ó ö ő u ú ü ű",
        "b d g gy k l ll m n r s sz t tt z",
        "- - ok ek ban ben nak nek ból ből ás és ság ség i ni ot et val vel",
        "a az és hogy nem is egy meg ez azt de csak el van már ha volt még mint ki "
        "vagy mert sem lehet akkor be nagyon minden fel le lesz olyan így",
    ),
    "ar": Sound(
        "ب ت ج ح خ د ر ز س ش ص ط ع غ ف ق ك ل م ن ه و",
        "ا و ي ا ي ى",
        "ب ت د ر س ع ف ق ل م ن ه",
        "- - ة ات ين ون ي ية ها",
        "في من على أن إلى التي عن ما لا هذا هذه أو مع كان الذي بين كل بعد قد هو هي لم "
        "عند غير ذلك كما إن أي قبل خلال حيث يمكن حتى",
    ),
}
_WITH_ARTICLE = 0.3
#: The share of syllables that end with a consonant.
_CLOSED = 0.35
_DRAWN_AT_ONCE = 100_000


def make_words(language: str, count: int = VOCABULARY) -> list[str]:
    """Different words, the frequent ones first; the same every time."""
    dice = random.Random(f"words {language}")
    sound = SOUNDS[language]
    parts = [text.split() for text in (sound.starts, sound.middles, sound.closes)]
    endings = [ending.replace("-", "") for ending in sound.endings.split()]
    found = dict.fromkeys(sound.small.split())
    while len(found) < count:
        share = len(found) / count
        syllables = 1 + (share > 0.004) + (dice.random() < share)
        word = _start(dice, language) + _stem(dice, parts, syllables)
        found.setdefault(word + dice.choice(endings))
    return list(found)


def _start(dice: random.Random, language: str) -> str:
    """Arabic writes "the" at the front of the word."""
    return "ال" if language == "ar" and dice.random() < _WITH_ARTICLE else ""


def _stem(dice: random.Random, parts: list[list[str]], syllables: int) -> str:
    starts, middles, closes = parts
    found = ""
    for _ in range(syllables):
        found += dice.choice(starts) + dice.choice(middles)
        if dice.random() < _CLOSED:
            found += dice.choice(closes)
    return found


class Drawer:
    """Words of one language in the shares in which they stand in texts."""

    def __init__(self, words: Sequence[str], dice: random.Random) -> None:
        self.words = words
        self._dice = dice
        shares = (1 / (place + 2.7) for place in range(len(words)))
        self._shares = list(itertools.accumulate(shares))
        self._drawn = self._draw_on()

    def _draw_on(self) -> Iterator[str]:
        """A hundred thousand words are thought out at a time."""
        while True:
            yield from self._dice.choices(
                self.words, cum_weights=self._shares, k=_DRAWN_AT_ONCE
            )

    def draw(self, count: int) -> list[str]:
        return list(itertools.islice(self._drawn, count))
