"""Before somebody writes for the first time."""

from typing import Any

from django import forms
from django.utils.translation import get_language
from django.utils.translation import gettext as _now
from django.utils.translation import gettext_lazy as _

from medagora.people.domain.consents import Purpose, age_of_consent
from medagora.people.labels_consents import SENTENCES
from medagora.web.countries import country_choices


class BeforeWritingForm(forms.Form):
    """The country decides from which age somebody agrees alone."""

    country = forms.ChoiceField(label=_("Where do you live?"), required=False)
    is_old_enough = forms.ChoiceField(widget=forms.RadioSelect, label="")
    agrees = forms.BooleanField(label=SENTENCES[Purpose.WRITING], required=False)

    def __init__(self, *args: Any, country: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        chosen = self.data.get("country", country) if self.is_bound else country
        places = country_choices(get_language() or "en")
        where, old = self.fields["country"], self.fields["is_old_enough"]
        where.choices = [("", _now("not said")), *places]  # type: ignore[attr-defined]  # a ChoiceField
        where.initial = country
        age = age_of_consent(chosen)
        old.label = _now("Are you %(age)s years old or older?") % {"age": age}
        old.choices = [("yes", _now("Yes")), ("no", _now("No, younger"))]  # type: ignore[attr-defined]  # as above

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("is_old_enough") == "yes" and not cleaned.get("agrees"):
            self.add_error(
                "agrees",
                _now("Without this we may not store what you write. You can read on."),
            )
        return cleaned
