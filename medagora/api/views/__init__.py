"""What programs can ask, version 1."""

from medagora.api.describing.description import ABOUT, TITLE, VERSION
from medagora.api.describing.docs import DocsPage
from medagora.api.entrance import answers, rates
from medagora.api.entrance.bodies import JsonParser
from medagora.api.views import (
    appraising,
    collections,
    entries,
    instance,
    judged,
    own,
    prescribing,
    questions,
    resources,
    reviewing,
    searching,
    site,
    subscribing,
    suggesting,
    topics,
)

api = answers.OpenApi(
    title=TITLE,
    version=VERSION,
    description=ABOUT,
    urls_namespace="api",
    docs=DocsPage(),
    parser=JsonParser(),
    throttle=[rates.Rate()],
)
api.answer_refusals()
for router, tag in (
    (topics.router, "topics"),
    (resources.router, "resources"),
    (judged.router, "judging"),
    (collections.router, "collections"),
    (searching.router, "search"),
    (entries.router, "news"),
    (questions.router, "conversations"),
    (appraising.router, "judging"),
    (site.router, "site"),
    (instance.router, "site"),
    (own.router, "your key"),
    (suggesting.router, "suggesting"),
    (reviewing.router, "reviewing"),
    (subscribing.router, "following"),
    (prescribing.router, "prescribing"),
):
    api.add_router("", router, tags=[tag])
