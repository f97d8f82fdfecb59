"""What everybody may take away."""

from django.http import HttpResponse
from django.utils.translation import gettext as _

from medagora.web.pages import PageRequest, render_page


def exports(request: PageRequest) -> HttpResponse:
    """The downloads, with what each is good for."""
    downloads = [
        (
            "resources.jsonl",
            _("Everything public, a line each"),
            _(
                "Sources, topics with all their words, resources and public "
                "collections. Another site of this kind can import it and becomes "
                "the same; any program can read it line by line."
            ),
        ),
        (
            "resources.csv",
            _("A table of resources"),
            _("For a spreadsheet."),
        ),
        (
            "feeds.opml",
            _("A list of feeds"),
            _("For any feed reader: what the resources publish, filed by topic."),
        ),
        (
            "resources.jsonld",
            _("Linked data"),
            _("Resources and topics in the words of schema.org, as JSON-LD."),
        ),
        (
            "log.jsonl",
            _("The public log"),
            _("Every entry with its fingerprint, so that anybody can check the chain."),
        ),
    ]
    return render_page(request, "site/exports.html", context={"downloads": downloads})
