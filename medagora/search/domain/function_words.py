"""Small words of questions ("what is …"), folded, in the finished languages.

They are left out of a question that also has other words. A word stands here only
if no topic is called by it, alone or in capitals ("all", "aids", "mal"); in capitals
among other words it is a short form anyway ("WHO").
"""

_WORDS = {
    "en": (
        "a about after an and are at be can causes do does every for from had has have "
        "hi how i in is it me my now of on or should s that the there to what when "
        "where which who why with you your"
    ),
    "hu": (
        "a az egy elott es hogy hogyan hol hova is ki kinek kell lehet mely melyik mi "
        "miert mikor mit milyen mivel nagyon nekem utan van vagy vannak mert ha nem"
    ),
    "de": (
        "an auf bei das dem den der des die ein eine einem einen einer es fur gegen "
        "habe hat ich im in ist kann man mein meine mich mir mit nach oder sehr sind "
        "soll tun und von vom vor wann warum was welche welcher wer wie wo zu zum zur"
    ),
    "fr": (
        "a ai apres au aux avant avec c ce comment contre d dans de des du elle en est "
        "et faire il j je l la le les ma mes mon n ne on ou par pas pour pourquoi qu "
        "quand que quel quelle quelles quels qui quoi sa se ses son sont sur tres trop "
        "un une y"
    ),
    "es": (
        "a al como con contra cual cuales cuando de del donde e el en es esta este "
        "hacer hay la las lo los me mi mis muy no o para pero por porque puedo que "
        "quien se si son su sus tengo un una uno y"
    ),
    "ar": (
        "ما ماذا هو هي من في عن علي الي كيف متي اين لماذا هل او و ان مع هذا هذه "
        "التي الذي لا عند عندي عنده بعد قبل"
    ),
}

FUNCTION_WORDS = {code: frozenset(words.split()) for code, words in _WORDS.items()}
#: Articles and prepositions: a term says the same without them ("ringing in the ears").
_LINKING = {
    "en": "a an at for in my of on the to your",
    "hu": "a az egy es",
    "de": (
        "am an auf bei das dem den der des die ein eine einem einen einer fur im in "
        "mein meine und vom von zu zum zur"
    ),
    "fr": "a au aux d dans de des du en et l la le les ma mes mon son sur un une",
    "es": "a al con de del el en la las lo los mi mis por su sus un una y",
    "ar": "في من عن علي عند",
}
LINKING_WORDS = {code: frozenset(words.split()) for code, words in _LINKING.items()}
#: The Arabic article where somebody writes it in Latin letters.
ARTICLES = frozenset({"al", "el"})
