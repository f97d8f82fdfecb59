"""The names of months in feeds, as a number: full, short, in many languages."""

from medagora.kernel.text import fold

#: January to December. Genitives where dates use them; several forms beside each
#: other are parted by "/". Names are folded before they are compared.
_NAMES = {
    "en": "january february march april may june july august september october "
    "november december",
    "de": "januar/jänner februar/feber märz/mrz april mai juni juli august september "
    "oktober november dezember",
    "fr": "janvier février mars avril mai juin juillet août septembre octobre "
    "novembre décembre",
    "es": "enero/ene febrero marzo abril mayo junio julio agosto septiembre/setiembre "
    "octubre noviembre diciembre",
    "hu": "január február március április május június július augusztus szeptember "
    "október november december",
    "it": "gennaio febbraio marzo aprile maggio giugno luglio agosto settembre "
    "ottobre novembre dicembre",
    "pt": "janeiro fevereiro março abril maio junho julho agosto setembro outubro "
    "novembro dezembro",
    "nl": "januari februari maart/mrt april mei juni juli augustus september oktober "
    "november december",
    "pl": "stycznia/styczeń lutego/luty marca/marzec kwietnia/kwiecień maja/maj "
    "czerwca/czerwiec lipca/lipiec sierpnia/sierpień września/wrzesień "
    "października/październik listopada/listopad grudnia/grudzień",
    "cs": "ledna/leden února/únor března/březen dubna/duben května/květen "
    "června/červen července/červenec srpna/srpen září října/říjen listopadu "
    "prosince/prosinec",
    "sv": "januari februari mars april maj juni juli augusti september oktober "
    "november december",
    "da": "januar februar marts april maj juni juli august september oktober "
    "november december",
    "fi": "tammikuuta/tammi helmikuuta/helmi maaliskuuta/maalis huhtikuuta/huhti "
    "toukokuuta/touko kesäkuuta/kesä heinäkuuta/heinä elokuuta/elo syyskuuta/syys "
    "lokakuuta/loka marraskuuta/marras joulukuuta/joulu",
    "ro": "ianuarie februarie martie aprilie mai iunie iulie august septembrie "
    "octombrie noiembrie decembrie",
    "tr": "ocak şubat mart nisan mayıs haziran temmuz ağustos eylül ekim kasım aralık",
    "ru": "января/январь февраля/февраль марта/март апреля/апрель мая/май июня/июнь "
    "июля/июль августа/август сентября/сентябрь октября/октябрь ноября/ноябрь "
    "декабря/декабрь",
    "uk": "січня/січень лютого/лютий березня/березень квітня/квітень травня/травень "
    "червня/червень липня/липень серпня/серпень вересня/вересень жовтня/жовтень "
    "листопада/листопад грудня/грудень",
    "el": "ιανουαρίου/ιανουάριος φεβρουαρίου/φεβρουάριος μαρτίου/μάρτιος "
    "απριλίου/απρίλιος μαΐου/μάιος ιουνίου/ιούνιος ιουλίου/ιούλιος "
    "αυγούστου/αύγουστος σεπτεμβρίου/σεπτέμβριος οκτωβρίου/οκτώβριος "
    "νοεμβρίου/νοέμβριος δεκεμβρίου/δεκέμβριος",
    "ca": "gener febrer març abril maig juny juliol agost setembre octubre novembre "
    "desembre",
    "ar": "يناير فبراير مارس أبريل مايو يونيو يوليو أغسطس سبتمبر أكتوبر نوفمبر ديسمبر",
}
_SHORTEST = 3


def _forms() -> dict[str, int]:
    """All names, and each beginning of three letters or more that means only one
    month in its language; where languages differ, the earlier one has its way."""
    found: dict[str, int] = {}
    for names in _NAMES.values():
        months = [[fold(n) for n in each.split("/")] for each in names.split()]
        for number, forms in enumerate(months, 1):
            others = [
                n for at, rest in enumerate(months, 1) if at != number for n in rest
            ]
            for form in forms:
                found.setdefault(form, number)
                for length in range(_SHORTEST, len(form)):
                    beginning = form[:length]
                    if not any(other.startswith(beginning) for other in others):
                        found.setdefault(beginning, number)
    return found


_FORMS = _forms()


def month_of(word: str) -> int:
    """The number of the month that a word names, or 0."""
    return _FORMS.get(word.lower()) or _FORMS.get(fold(word), 0)
