"""The instruments: what each asks, where it comes from, what is left to people."""

from django.http import HttpResponse
from django.views.decorators.http import require_safe

from medagora.appraisal import access
from medagora.appraisal.domain.instruments import list_instruments
from medagora.web.pages import PageRequest, render_page, viewer


@require_safe
def instrument_list(request: PageRequest) -> HttpResponse:
    context = {"instruments": list_instruments(), "person": viewer(request)}
    return render_page(request, "appraisal/instrument_list.html", context=context)


@require_safe
def instrument_detail(request: PageRequest, key: str) -> HttpResponse:
    context = {"instrument": access.get_instrument(key)}
    return render_page(request, "appraisal/instrument_detail.html", context=context)
