"""A box that people never see and simple programs fill in."""

from django import forms


class TrapInput(forms.TextInput):
    is_hidden = True

    def __init__(self) -> None:
        super().__init__(attrs={"hidden": True, "tabindex": -1, "autocomplete": "off"})


class TrapForm(forms.Form):
    """For forms that need no account; ``is_trapped`` means: do as if, do nothing."""

    homepage = forms.CharField(required=False, widget=TrapInput(), label="")

    @property
    def is_trapped(self) -> bool:
        return bool(self.data.get(self.add_prefix("homepage")))
