"""From a score to one of five bands, as each formula's authors drew them."""

from dataclasses import dataclass
from enum import IntEnum


class Band(IntEnum):
    """How hard a text is to read. Formulas with four bands have no NORMAL."""

    VERY_EASY = 1
    EASY = 2
    NORMAL = 3
    HARD = 4
    VERY_HARD = 5


@dataclass(frozen=True, slots=True)
class Scale:
    """Four limits from very easy to very hard. On a limit the easier band holds."""

    limits: tuple[float, float, float, float]
    is_high_easy: bool = True

    def band(self, score: float) -> Band:
        for number, limit in enumerate(self.limits, start=1):
            if score >= limit if self.is_high_easy else score <= limit:
                return Band(number)
        return Band.VERY_HARD


#: Flesch 1948: very easy 90, easy and fairly easy 70, standard 60, fairly difficult and
#: difficult 30, very difficult. Adaptations on his scale use his words.
FLESCH = Scale((90, 70, 60, 30))
#: Barrio-Cantalejo 2008: muy fácil, bastante fácil, normal, algo difícil, muy difícil.
INFLESZ = Scale((80, 65, 55, 40))
#: Lucisano and Piemontese: below 80 hard after primary school, below 60 after middle
#: school (eight years), below 40 after upper secondary school. No middle band.
GULPEASE = Scale((80, 60, 60, 40))
#: Martins 1996: years 1 to 4, years 5 to 8, secondary school, university.
MARTINS = Scale((75, 50, 50, 25))
#: Ateşman 1997: çok kolay, kolay, orta güçlükte, zor, çok zor.
ATESMAN = Scale((90, 70, 50, 30))
#: FOG-PL, whole years: to 6 very simple, to 9 simple, to 12 fairly simple, to 17 hard.
FOG_PL = Scale((6.5, 9.5, 12.5, 17.5), is_high_easy=False)
#: Björnsson 1968 for Swedish: children's books, fiction, newspapers, official prose.
LIX_SWEDISH = Scale((30, 40, 50, 60), is_high_easy=False)
#: The limits in use for Danish.
LIX_DANISH = Scale((24, 34, 44, 54), is_high_easy=False)
