"""How we choose: the selection policy, with this site's own numbers."""

from django.conf import settings
from django.http import HttpResponse
from django.views.decorators.http import require_safe

from medagora.catalogue.domain.words import REVIEW_MONTHS
from medagora.curation import labels
from medagora.curation.domain.verdicts import Reason
from medagora.curation.queries import statistics
from medagora.web.pages import PageRequest, render_page


@require_safe
def how_we_choose(request: PageRequest) -> HttpResponse:
    numbers = statistics.count_numbers()
    reasons = [(labels.REASONS.get(word, word), n) for word, n in numbers.reasons]
    intervals = [(kind, m) for kind, m in REVIEW_MONTHS.items() if m != 12]
    context = {
        "numbers": numbers,
        "reasons": statistics.bars(reasons),
        "all_reasons": [labels.REASONS[reason] for reason in Reason],
        "intervals": sorted(intervals, key=lambda pair: (pair[1], pair[0])),
        "single_review": settings.CONFIG.single_review,
    }
    return render_page(request, "curation/how_we_choose.html", context=context)
