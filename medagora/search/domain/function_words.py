"""Small words of questions ("what is …"), folded, in the finished languages.

They are left out of a question that also has other words. A word stands here only
if no topic is called by it, alone or in capitals ("all", "aids", "mal").
"""

_WORDS = {
    "en": (
        "a about an and are at be can causes do does for from have how i in is it me "
        "my of on or should s that the there to what when where which who why with you "
        "your"
    ),
    "hu": (
        "a az egy es hogy hogyan hol hova is ki kinek kell lehet mely melyik mi miert "
        "mikor mit milyen mivel nekem van vagy vannak mert ha nem"
    ),
    "de": (
        "an auf bei das dem den der des die ein eine einem einen einer es fur gegen "
        "habe hat ich im in ist kann man mein meine mit nach oder sind soll tun und "
        "von vom wann warum was welche welcher wer wie wo zu zum zur"
    ),
    "fr": (
        "a ai au aux avec c ce comment contre d dans de des du elle en est et faire "
        "il j je l la le les ma mes mon n on ou par pas pour pourquoi qu quand que "
        "quel quelle quelles quels qui quoi sa se ses son sont sur un une y"
    ),
    "es": (
        "a al como con contra cual cuales cuando de del donde e el en es esta este "
        "hacer hay la las lo los mi mis o para pero por porque puedo que quien se si "
        "son su sus tengo un una uno y"
    ),
    "ar": (
        "ما ماذا هو هي من في عن علي الي كيف متي اين لماذا هل او و ان مع هذا هذه "
        "التي الذي"
    ),
}

FUNCTION_WORDS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
