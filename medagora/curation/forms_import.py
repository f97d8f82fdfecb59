"""Forms of an import: the file, and what its columns hold."""

from collections.abc import Mapping
from typing import Any, cast

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from medagora.catalogue.domain.formats.columns import FIELDS
from medagora.catalogue.domain.formats.reading import guess_format
from medagora.catalogue.domain.formats.rows import Format
from medagora.catalogue.domain.formats.tables import Heading
from medagora.catalogue.domain.words import Policy
from medagora.curation import labels
from medagora.curation.services.importing import MOST_BYTES, ImportOptions
from medagora.kernel import languages

_HEAD = 4096


def _by_name(pair: tuple[str, str]) -> str:
    return pair[1].casefold()


class ImportForm(forms.Form):
    """A file and where it comes from."""

    file = forms.FileField(
        label=gettext_lazy("File"),
        help_text=gettext_lazy(
            "You see what is in it before anything is changed. Up to 64 MB; larger "
            "files are for the command “medagora import”."
        ),
    )
    format = forms.ChoiceField(
        label=gettext_lazy("Format"),
        required=False,
        choices=[("", gettext_lazy("See by yourself")), *labels.FORMATS.items()],
    )
    policy = forms.ChoiceField(
        label=gettext_lazy("What happens to new resources"),
        choices=list(labels.POLICIES.items()),
        initial=Policy.CANDIDATE,
        widget=forms.RadioSelect,
    )
    source = forms.SlugField(
        label=gettext_lazy("Short name of the source"),
        required=False,
        max_length=60,
        help_text=gettext_lazy(
            "Letters, digits and hyphens. Use the same one when a newer file of the "
            "same source comes, and what has changed is brought up to date."
        ),
    )
    source_name = forms.CharField(
        label=gettext_lazy("Name of the source, as readers see it"),
        required=False,
        max_length=160,
    )
    language = forms.ChoiceField(
        label=gettext_lazy("Language of titles in the file"),
        help_text=gettext_lazy("Where the file does not say it itself."),
    )
    new_topics = forms.BooleanField(
        label=gettext_lazy("Make topics that are not here yet"), required=False
    )
    known_topics_only = forms.BooleanField(
        label=gettext_lazy("Leave out what stands under no topic here"),
        required=False,
    )

    def __init__(self, *args: Any, may_publish: bool, reader: str, **kwargs: Any):
        super().__init__(*args, **kwargs)
        names = {
            code: languages.name_in(code, reader) for code in languages.common_codes()
        }
        in_order: list[tuple[str, str]] = sorted(names.items(), key=_by_name)
        field = cast("forms.ChoiceField", self.fields["language"])
        field.choices = in_order
        field.initial = reader
        if not may_publish:
            del self.fields["policy"]

    def clean_file(self) -> "UploadedFile[bytes]":
        file = cast("UploadedFile[bytes]", self.cleaned_data["file"])
        if (file.size or 0) > MOST_BYTES:
            raise forms.ValidationError(_("The file is larger than 64 MB."))
        return file

    def options(self) -> ImportOptions:
        """The choices; call it on a valid form."""
        said = self.cleaned_data
        return ImportOptions(
            format=self._format(),
            source=said["source"],
            source_name=said["source_name"],
            policy=said.get("policy", ""),
            language=said["language"],
            new_topics=said["new_topics"],
            known_topics_only=said["known_topics_only"],
        )

    def _format(self) -> Format:
        if said := self.cleaned_data["format"]:
            return Format(said)
        file = self.cleaned_data["file"]
        head = file.read(_HEAD)
        file.seek(0)
        return guess_format(head) or Format.CSV


class ColumnsForm(forms.Form):
    """What each field of ours is called in a table."""

    def __init__(
        self, *args: Any, heading: Heading, said: Mapping[str, str], **kwargs: Any
    ):
        super().__init__(*args, **kwargs)
        names = [name for name in heading.names if name]
        choices = [("", _("No column")), *((name, name) for name in names)]
        guessed = {field: heading.names[i] for field, i in heading.fields.items()}
        for field in FIELDS:
            self.fields[field] = forms.ChoiceField(
                label=cast("Any", labels.COLUMNS[field]),
                choices=choices,
                required=False,
                initial=said.get(field, guessed.get(field, "")),
            )

    def columns(self) -> dict[str, str]:
        return {name: str(self.cleaned_data[name]) for name in FIELDS}
