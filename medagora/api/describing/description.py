"""The OpenAPI 3.1 description: what is written once here, for every operation.

Every answer that an operation can give stands in it with an example; refusals are
``application/problem+json``.
"""

from collections.abc import Mapping
from typing import Any

from ninja.operation import Operation

from medagora.api.describing.examples import EXAMPLES
from medagora.api.domain.problems import KINDS, MEDIA_TYPE, Problem
from medagora.api.domain.scopes import Scope
from medagora.api.entrance.callers import NeedsKey
from medagora.api.schemas.public import Problem as ProblemShape
from medagora.api.services.repeats import WORD

TITLE = "Medagora"
#: The second number rises with what is added; the first stands in the address.
VERSION = "1.1"
ABOUT = """\
Curated medical resources for programs: topics in many languages, resources with the \
reason why they were chosen and how people judged them, collections, search, news, \
conversations, the public log; and what a machine sees of any page.

**Reading needs no key.** With a personal key, made on the page of your account, a \
program may also suggest, review, follow and prescribe in your name.

**Refusals** are problems (RFC 9457) with a stable `error`. **Lists** go on with \
`cursor`, which `next` of the answer before gives. **Answers** carry an ETag and may \
be kept for a minute. **RateLimit** and **RateLimit-Policy** say how often you may \
still ask. A **POST** with an Idempotency-Key may be sent again for a day.

**What stays.** Within version 1 nothing is renamed or taken away, and no value gets \
another meaning. Members, parameters, operations and words of lists may be added, so \
take what you know and pass over the rest. What is to go is marked as deprecated here \
at least a year before, and its answers carry Deprecation (RFC 9745) and Sunset \
(RFC 8594) from then on. At present nothing is.

**Changes.** 1.1: keys and writing, problems, cursors, RateLimit headers; reviews, \
appraisals, instruments, sources, entries, bundles, questions, curators, roles, \
statistics, moderation, the data map. 1.0: topics, resources, collections, search, \
the log, judging a page.
"""
TAGS = {
    "topics": "Medical subjects with their words and codes.",
    "resources": "What was chosen.",
    "judging": "What people, and a machine, say of resources and pages.",
    "collections": "Resources that people put together.",
    "search": "Words to topics, resources and news.",
    "news": "Sources of the catalogue and what they publish.",
    "conversations": "Questions that everybody may read.",
    "site": "Who answers here, who may do what, the public log.",
    "your key": "With any key.",
    "suggesting": "With the scope suggest.",
    "reviewing": "With the scope review, and a role at the desk.",
    "following": "With the scope subscribe.",
    "prescribing": "With the scope prescribe.",
}
_WORDS = {
    400: "not_readable",
    401: "key_not_known",
    403: "not_in_scope",
    404: "not_found",
    406: "not_acceptable",
    409: "conflict",
    413: "too_large",
    415: "not_json",
    422: "bad_input",
    429: "too_often",
}
_SHAPE = {"$ref": "#/components/schemas/Problem"}
#: Everywhere: a key that opens nothing, a form that we do not have, a parameter that
#: is no value, too often.
_ALWAYS = {401, 406, 422, 429}
_WITH_BODY = {400, 413, 415}


def complete(
    schema: dict[str, Any],
    operations: Mapping[str, Operation],
    *,
    contact: str,
    site: str,
) -> dict[str, Any]:
    """The generated description with what it does not know by itself."""
    schema["servers"] = [{"url": site}]
    schema["info"]["contact"] = {"email": contact} if contact else {"url": site}
    schema["tags"] = [{"name": n, "description": words} for n, words in TAGS.items()]
    schema["externalDocs"] = {"url": f"{site}/api/v1/docs"}
    components = schema["components"]
    components["schemas"]["Problem"] = _own_shape(components)
    components["securitySchemes"] = {
        "key": {
            "type": "http",
            "scheme": "bearer",
            "description": "A personal key. Scopes: " + ", ".join(Scope) + ".",
        }
    }
    docs = f"{site}/api/v1/docs"
    for methods in schema["paths"].values():
        for method, operation in methods.items():
            bound = operations[operation["operationId"]]
            _complete(operation, method, bound, docs)
    return schema


def _own_shape(components: dict[str, Any]) -> dict[str, Any]:
    shape = ProblemShape.model_json_schema(
        ref_template="#/components/schemas/{model}", mode="serialization"
    )
    components["schemas"] |= shape.pop("$defs", {})
    # the usual members are always there; the others only where they say something
    shape["required"] = ["type", "title", "status", "detail", "error", "message"]
    return shape


def _complete(
    operation: dict[str, Any], method: str, bound: Operation, docs: str
) -> None:
    example = EXAMPLES.get(operation["operationId"], {})
    statuses = set(_ALWAYS)
    scopes = [
        scope.value
        for auth in bound.auth_callbacks
        if isinstance(auth, NeedsKey)
        for scope in auth.scopes
    ]
    # OpenAPI reads several in one list as "all of them"; any of them does here
    operation["security"] = (
        [{"key": [scope]} for scope in scopes] if scopes else [{}, {"key": []}]
    )
    statuses |= {403} if scopes else set()
    if body := operation.get("requestBody"):
        statuses |= _WITH_BODY
        body["content"]["application/json"]["example"] = example.get("body", {})
    for parameter in operation.get("parameters", []):
        if (name := parameter["name"]) in example.get("asked", {}):
            parameter["example"] = example["asked"][name]
    if method == "post" and scopes:
        operation.setdefault("parameters", []).append(_REPEATED)
    said = operation["responses"]
    for status in [code for code in said if int(code) < 400]:
        _say(said[status], example.get("answer"))
    statuses |= {int(code) for code in said if int(code) >= 400}
    operation["responses"] = {
        **{str(code): said[code] for code in said if int(code) < 400},
        **{str(code): _problem(code, docs) for code in sorted(statuses)},
    }


_REPEATED = {
    "name": "Idempotency-Key",
    "in": "header",
    "required": False,
    "description": "A word of your own. The same request with it gets the same answer "
    "for a day and does nothing again.",
    "schema": {"type": "string", "pattern": WORD},
    "example": "5e0c2c6e-2b2f-4d0a-9a59-0c2f6b0d8d11",
}
_HEADERS = {
    "RateLimit": {
        "description": "What is left (r) and in how many seconds it begins anew (t).",
        "schema": {"type": "string"},
        "example": '"place";r=239;t=60',
    },
    "RateLimit-Policy": {
        "description": "How often (q) in how many seconds (w).",
        "schema": {"type": "string"},
        "example": '"place";q=240;w=60',
    },
}


def _say(response: dict[str, Any], answer: Any) -> None:
    response["headers"] = dict(_HEADERS)
    if "content" in response:
        response["headers"]["ETag"] = {"schema": {"type": "string"}}
        if answer is not None:
            response["content"]["application/json"]["example"] = answer


def _problem(status: int, docs: str) -> dict[str, Any]:
    code = _WORDS[status]
    kind = KINDS[code]
    example = Problem(code, status, kind.remedy).as_data(docs)
    response: dict[str, Any] = {
        "description": kind.title,
        "content": {MEDIA_TYPE: {"schema": _SHAPE, "example": example}},
    }
    if status == 429:
        response["headers"] = {"Retry-After": {"schema": {"type": "integer"}}}
    if status == 401:
        response["headers"] = {"WWW-Authenticate": {"schema": {"type": "string"}}}
    return response
