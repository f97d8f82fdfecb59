"""Words by which a text that somebody looked for may point at a person.

Short on purpose: what is also a plant, an illness or a test (Melissa, Marie, Thomas)
is left out. A text that has one of these is dropped, which costs little.
"""

from medagora.kernel.text import fold


def _folded(words: str) -> frozenset[str]:
    return frozenset(fold(word) for word in words.split())


#: With a word after it, a name follows.
TITLES = _folded(
    "dr dra drs drnő prof mr mrs mlle monsieur señora herrn úrnő د الدكتور"
)

#: "My name is", "born as" and the like; folded.
PHRASES = tuple(
    fold(phrase)
    for phrase in (
        "my name is",
        "i am called",
        "mein name ist",
        "ich heiße",
        "je m'appelle",
        "mon nom est",
        "me llamo",
        "mi nombre es",
        "a nevem",
        "a neve",
        "اسمي",
    )
)

FIRST_NAMES = _folded(
    # English
    "john james robert michael william david richard joseph charles christopher daniel "
    "matthew anthony steven andrew kenneth joshua kevin brian edward ronald jason "
    "jeffrey ryan gary nicholas stephen jonathan mary patricia jennifer elizabeth "
    "susan jessica sarah karen lisa nancy betty sandra ashley kimberly emily donna "
    "michelle amanda deborah stephanie rebecca laura cynthia kathleen samantha "
    # Hungarian
    "istván lászló józsef jános zoltán sándor ferenc gábor attila péter tamás zsolt "
    "tibor andrás csaba imre lajos györgy balázs mária erzsébet katalin ilona anna "
    "zsuzsanna margit judit ágnes ildikó erika krisztina irén magdolna zsófia réka "
    # German
    "hans wolfgang jürgen klaus günter uwe stefan andreas matthias holger dieter "
    "helmut manfred karl heinz sabine petra monika ursula renate helga karin ingrid "
    "heike birgit gisela claudia susanne brigitte anja katrin "
    # French
    "michel philippe alain patrice nicolas christophe frédéric laurent stéphane "
    "françois thierry julien nathalie isabelle sylvie catherine françoise christine "
    "céline sandrine valérie aurélie véronique monique "
    # Spanish
    "antonio manuel josé francisco javier carlos miguel rafael alejandro fernando "
    "sergio jorge alberto juan pedro maria carmen josefa isabel dolores pilar teresa "
    "ana francisca antonia mercedes lucía cristina marta "
    # Arabic
    "محمد أحمد محمود مصطفى إبراهيم عبدالله يوسف خالد حسين فاطمة عائشة خديجة زينب سارة"
)

#: Beside a number it is an address.
STREETS = _folded(
    "street avenue road lane boulevard utca utcája körút sugárút strasse straße platz "
    "gasse allee rue calle avenida plaza piso شارع"
)
#: German puts the name of the street before it, in one word.
STREET_ENDINGS = ("strasse", "gasse")

#: Words of addresses that somebody wrote without the @.
MAIL_WORDS = _folded("gmail hotmail gmx freemail icloud protonmail citromail")
