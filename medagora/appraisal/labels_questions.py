"""The five questions of "learn to do it yourself", in plain words."""

from dataclasses import dataclass

from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy


@dataclass(frozen=True)
class QuestionWords:
    """``look``: where to look on the page. ``why``: why it matters."""

    short: "str | Promise"
    ask: "str | Promise"
    look: "str | Promise"
    why: "str | Promise"


WORDS = {
    "who": QuestionWords(
        _("Who?"),
        _("Can you find out who wrote it, and what qualifies them?"),
        _(
            "Look at the top, at the very end, and behind “About us”. A name alone is "
            "not enough: look for a profession, a hospital, a university."
        ),
        _(
            "Anybody can write about health. Somebody who signs with a name and a "
            "profession can be asked, and has something to lose."
        ),
    ),
    "when": QuestionWords(
        _("When?"),
        _("Can you find out when it was written or last checked?"),
        _(
            "Look near the title and at the bottom. The year beside a © is only the "
            "year of the site."
        ),
        _(
            "Medicine changes. What was right five years ago can be wrong today, and a "
            "page without a date may be of any age."
        ),
    ),
    "ground": QuestionWords(
        _("How do they know?"),
        _("Does it name the studies or guidelines that it rests on?"),
        _(
            "Look for a list of sources at the end, for small numbers in the text, or "
            "for links to studies. “Studies show” without a study is no source."
        ),
        _("With a source you, or your doctor, can check whether it really says so."),
    ),
    "why": QuestionWords(
        _("Why is it there?"),
        _("Does somebody earn money when you believe it?"),
        _(
            "Look for prices, for a shop, for the name of a product, for words such as "
            "“sponsored”. Who pays for the site?"
        ),
        _(
            "Selling is not wrong in itself, but a seller seldom tells you of the "
            "cheaper way."
        ),
    ),
    "left_out": QuestionWords(
        _("What is missing?"),
        _("Does it speak of side effects, other choices and what is not known?"),
        _(
            "A treatment that works can also harm. Look for risks, for numbers like "
            "“3 in 100”, for other treatments, for waiting and seeing."
        ),
        _(
            "A page that only praises does not let you choose. Take your open "
            "questions to your doctor, nurse or pharmacist."
        ),
    ),
}

ANSWERS: dict[str, "str | Promise"] = {
    "yes": pgettext_lazy("answer", "Yes"),
    "no": pgettext_lazy("answer", "No"),
    "unsure": pgettext_lazy("answer", "I am not sure"),
}
