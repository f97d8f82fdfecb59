"""The topics of a file: what they add here, before its resources come in."""

from typing import TYPE_CHECKING

from django.utils.translation import gettext as _

from medagora.catalogue.domain.formats.rows import Format
from medagora.catalogue.domain.words import Policy
from medagora.curation.services.importing.matching import Matcher, make_matcher
from medagora.curation.services.importing.options import ImportOptions
from medagora.curation.services.importing.survey import Survey
from medagora.topics import services as topics

if TYPE_CHECKING:
    from medagora.people.models import Person


def preview_topics(found: Survey, options: ImportOptions) -> tuple[Matcher, list[str]]:
    """How rows would be matched, and sentences about what topics would gain."""
    if not found.facts:
        theirs = {record.draft.slug: record.draft.slug for record in found.topics}
        return make_matcher(theirs if options.new_topics else {}), []
    plan = topics.preview_medlineplus(found.facts, new_topics=options.new_topics)
    made = {new.slug for new in plan.new_topics}
    matched = len(set(plan.slugs.values()) - made)
    says = [
        _("%(theirs)d topics in the file; %(ours)d of ours are among them.")
        % {"theirs": len(found.facts), "ours": matched},
        _(
            "Topics would gain %(terms)d synonyms, %(codes)d codes and "
            "%(relations)d relations."
        )
        % {
            "terms": len(plan.terms),
            "codes": len(plan.codes),
            "relations": len(plan.relations),
        },
    ]
    if made:
        says.append(_("%(count)d topics would be made.") % {"count": len(made)})
    return make_matcher(plan.slugs), says


def take_topics(
    found: Survey, options: ImportOptions, policy: Policy, *, by: "Person | None"
) -> Matcher:
    """Adds what the topics of the file know, and gives the matcher for its rows."""
    is_wanted = policy is Policy.PUBLISHED or options.new_topics
    if options.format is Format.MEDAGORA and is_wanted:
        topics.restore_topics(found.topics, by=by)
    if not found.facts:
        return make_matcher({})
    plan = topics.take_medlineplus(found.facts, new_topics=options.new_topics, by=by)
    return make_matcher(plan.slugs)
