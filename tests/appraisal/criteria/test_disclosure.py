"""Who pays, what interests there are, and what the page is not meant for."""

import pytest

from medagora.appraisal.domain.findings import Answer, Criterion
from medagora.appraisal.domain.page import Load, Loaded, Medium, Region
from tests.appraisal.building import footer, link
from tests.appraisal.criteria.seeing import find

FUNDING, CONFLICTS = Criterion.FUNDING, Criterion.CONFLICTS
ADVERTISING, PRIVACY = Criterion.ADVERTISING, Criterion.PRIVACY
COMPLEMENTS = Criterion.COMPLEMENTS

TOLD = [
    (FUNDING, "en", "This website is funded by the Ministry of Health."),
    (FUNDING, "en", "We receive no funding from industry."),
    (FUNDING, "de", "Das Portal wird gefördert durch das Bundesministerium."),
    (FUNDING, "es", "Este portal está financiado por la Junta."),
    (FUNDING, "fr", "Ce site est financé par l'Assurance maladie."),
    (FUNDING, "hu", "A honlap az Európai Unió támogatásával készült."),
    (FUNDING, "ar", "الموقع ممول من وزارة الصحة."),
    (CONFLICTS, "en", "The authors have no conflicts of interest."),
    (
        CONFLICTS,
        "en",
        "Dr Smith has received speaker fees. Competing interests follow.",
    ),
    (CONFLICTS, "de", "Es bestehen keine Interessenkonflikte."),
    (CONFLICTS, "es", "Los autores declaran no tener conflictos de intereses."),
    (CONFLICTS, "fr", "L'auteur déclare n'avoir aucun lien d'intérêts."),
    (CONFLICTS, "hu", "A szerzőknek nincs összeférhetetlensége."),
    (CONFLICTS, "ar", "لا يوجد تضارب في المصالح."),
    (ADVERTISING, "en", "We do not accept advertising."),
    (ADVERTISING, "de", "Diese Seite ist frei von Werbung."),
    (ADVERTISING, "es", "Esta web no acepta publicidad."),
    (ADVERTISING, "fr", "Ce site n'accepte aucune publicité."),
    (ADVERTISING, "hu", "Az oldal reklámmentes."),
    (ADVERTISING, "ar", "هذا الموقع لا يقبل الإعلانات."),
    (COMPLEMENTS, "en", "This does not replace the advice of your doctor."),
    (COMPLEMENTS, "en", "For informational purposes only."),
    (COMPLEMENTS, "en", "It is not a substitute for professional medical advice."),
    (COMPLEMENTS, "de", "Diese Informationen ersetzen keinen Arztbesuch."),
    (COMPLEMENTS, "de", "Der Text kann die Beratung durch einen Arzt nicht ersetzen."),
    (
        COMPLEMENTS,
        "de",
        "Die Inhalte sind kein Ersatz für eine ärztliche Untersuchung.",
    ),
    (COMPLEMENTS, "es", "Esta información no sustituye la consulta médica."),
    (COMPLEMENTS, "es", "No reemplaza el consejo de su médico."),
    (COMPLEMENTS, "es", "El contenido tiene carácter meramente informativo."),
    (COMPLEMENTS, "fr", "Ces informations ne remplacent pas une consultation."),
    (COMPLEMENTS, "fr", "Elles ne sauraient se substituer à l'avis d'un médecin."),
    (COMPLEMENTS, "fr", "Ce texte ne constitue pas un avis médical."),
    (COMPLEMENTS, "hu", "A tájékoztató nem helyettesíti az orvosi vizsgálatot."),
    (COMPLEMENTS, "hu", "Az oldal tájékoztató jellegű."),
    (COMPLEMENTS, "hu", "A cikk nem pótolja a szakorvosi konzultációt."),
    (COMPLEMENTS, "ar", "هذه المعلومات لا تغني عن استشارة الطبيب."),
    (COMPLEMENTS, "ar", "المحتوى ليس بديلا عن المشورة الطبية."),
    (COMPLEMENTS, "ar", "المعلومات لأغراض تعليمية فقط."),
]
NOT_TOLD = [
    (FUNDING, "en", "Eat well, with the support of your family."),
    (FUNDING, "de", "Die Familie unterstützt den Kranken."),
    (CONFLICTS, "en", "Family conflicts are of interest to therapists."),
    (CONFLICTS, "fr", "Les conflits familiaux pèsent sur la santé."),
    (ADVERTISING, "en", "Advertising of tobacco harms children."),
    (ADVERTISING, "de", "Werbung für Tabak schadet Kindern."),
    (COMPLEMENTS, "en", "Consult your doctor before taking this medicine."),
    (COMPLEMENTS, "en", "Food supplements are not a substitute for a varied diet."),
    (
        COMPLEMENTS,
        "en",
        "This product is not intended to diagnose, treat, cure or prevent any disease.",
    ),
    (COMPLEMENTS, "de", "Fragen Sie vor der Einnahme Ihren Arzt."),
    (COMPLEMENTS, "de", "Kapseln sind kein Ersatz für eine ausgewogene Ernährung."),
    (COMPLEMENTS, "es", "Consulte a su médico antes de tomarlo."),
    (COMPLEMENTS, "es", "Los suplementos no sustituyen una dieta variada."),
    (COMPLEMENTS, "fr", "Demandez conseil à votre médecin."),
    (COMPLEMENTS, "fr", "Les gélules ne remplacent pas une alimentation variée."),
    (COMPLEMENTS, "hu", "Szedése előtt kérdezze meg orvosát."),
    (COMPLEMENTS, "hu", "A kapszula nem helyettesíti a változatos étrendet."),
    (COMPLEMENTS, "ar", "استشر طبيبك قبل تناول الدواء."),
    (COMPLEMENTS, "ar", "المكملات لا تغني عن الغذاء المتوازن."),
]


@pytest.mark.parametrize(("criterion", "language", "words"), TOLD)
def test_what_is_told_is_found(criterion: Criterion, language: str, words: str) -> None:
    found = find(criterion, words, language=language)

    assert found.answer is Answer.PRESENT
    assert found.quotes


@pytest.mark.parametrize(("criterion", "language", "words"), NOT_TOLD)
def test_words_that_only_look_like_it_do_not_count(
    criterion: Criterion, language: str, words: str
) -> None:
    found = find(criterion, words, language=language)

    assert found.answer is not Answer.PRESENT


def test_who_paid_for_a_study_is_not_who_pays_for_the_page() -> None:
    found = find(FUNDING, "The study was funded by the Example Foundation.")

    assert found.said == "funding.of_study"


def test_no_conflict_of_interest_is_a_statement_too() -> None:
    found = find(CONFLICTS, "The authors report no conflicts of interest.")

    assert found.said == "conflicts.none_declared"


def test_an_advertisement_that_is_marked_is_told() -> None:
    found = find(ADVERTISING, "Text.", "Advertisement", "More text.")

    assert found.said == "advertising.labelled"


def test_advertising_without_a_mark_is_told() -> None:
    host = "pagead2.googlesyndication.com"
    loads = (Loaded(f"https://{host}/pagead/js/adsbygoogle.js", host, Load.SCRIPT),)

    found = find(ADVERTISING, "Text.", loads=loads)

    assert (found.answer, found.said) == (Answer.ABSENT, "advertising.unlabelled")


def test_no_advertising_seen_proves_nothing() -> None:
    assert find(ADVERTISING, "Text.").answer is Answer.CANNOT_TELL


@pytest.mark.parametrize(
    "address",
    [
        "https://x.org/privacy",
        "https://x.org/legal/privacy-policy.html",
        "https://x.org/datenschutz/",
        "https://x.org/adatvedelem",
    ],
)
def test_a_privacy_policy_is_known_by_its_address_in_any_language(address: str) -> None:
    links = (link(address, "?", Region.FOOTER),)

    assert find(PRIVACY, "Hej", language="sv", links=links).said == "privacy.link"


def test_a_story_about_privacy_is_no_policy() -> None:
    words = "Why your privacy at the clinic matters more than you think"
    links = (link("https://x.org/news/why-privacy-matters", words),)

    assert find(PRIVACY, "Text.", links=links).answer is Answer.ABSENT


def test_a_missing_policy_is_told_only_where_links_are() -> None:
    some = (link("https://x.org/more", "More"),)

    assert find(PRIVACY, "Text.", links=some).said == "privacy.none"
    assert find(PRIVACY, "Text.").said == "privacy.no_links"
    assert find(PRIVACY, "Text.", medium=Medium.PDF).said == "privacy.no_frame"


def test_a_disclaimer_at_the_page_s_end_counts() -> None:
    found = find(COMPLEMENTS, "Text.", footer("For informational purposes only."))

    assert found.answer is Answer.PRESENT


def test_another_page_may_have_the_disclaimer() -> None:
    some = (link("https://x.org/terms", "Terms"),)

    found = find(COMPLEMENTS, "Text.", links=some)

    assert found.said == "complements.not_here"
