"""What programs can ask, version 1. What is chosen can only be read."""

from medagora.api import answers
from medagora.api.docs import DocsPage
from medagora.api.views import (
    appraising,
    collections,
    instance,
    resources,
    searching,
    topics,
)

api = answers.OpenApi(
    title="Medagora",
    version="1",
    description=(
        "Curated medical resources for programs: topics in many languages, resources "
        "with the reason why they were chosen, collections, search and the public "
        "log; and what a machine sees of any page. Without a key. Lists have pages; "
        "answers carry an ETag and may be kept for a minute."
    ),
    urls_namespace="api",
    docs=DocsPage(),
    docs_decorator=answers.decorate_docs,
    throttle=[answers.Rate()],
)
answers.answer_refusals(api)
api.add_router("", topics.router, tags=["topics"])
api.add_router("", resources.router, tags=["resources"])
api.add_router("", collections.router, tags=["collections"])
api.add_router("", searching.router, tags=["search"])
api.add_router("", appraising.router, tags=["judging"])
api.add_router("", instance.router, tags=["site"])
