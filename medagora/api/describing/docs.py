"""The page that describes the API: ours, because others load scripts from elsewhere."""

import json
import shlex
from itertools import groupby
from typing import Any
from urllib.parse import quote, urlencode

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase

from medagora.api.domain.problems import KINDS


class DocsPage(DocsBase):
    def render_page(
        self, request: HttpRequest, api: NinjaAPI, **kwargs: Any
    ) -> HttpResponse:
        schema = api.get_openapi_schema()
        operations = [
            _operation(method, path, operation, schema)
            for path, methods in schema["paths"].items()
            for method, operation in methods.items()
        ]
        about = {tag["name"]: tag["description"] for tag in schema["tags"]}
        order = {name: place for place, name in enumerate(about)}
        operations.sort(key=lambda one: order.get(one["tag"], len(order)))
        context = {
            "info": schema["info"],
            "paragraphs": _paragraphs(schema["info"]["description"]),
            "groups": [
                (tag, about.get(tag, ""), list(found))
                for tag, found in groupby(operations, key=lambda one: str(one["tag"]))
            ],
            "problems": KINDS.items(),
            "openapi_path": self.get_openapi_url(api, kwargs),
        }
        return render(request, "api/docs.html", context)


def _paragraphs(markdown: str) -> list[list[tuple[str, str]]]:
    """The description's paragraphs in runs of "", "strong" and "code": all the
    Markdown that it uses."""
    found = []
    for paragraph in markdown.strip().split("\n\n"):
        runs = []
        for place, words in enumerate(paragraph.split("**")):
            plain = words.split("`")
            kinds = ["strong"] if place % 2 else ["", "code"] * len(plain)
            runs += [run for run in zip(kinds, plain, strict=False) if run[1]]
        found.append(runs)
    return found


def _operation(
    method: str, path: str, operation: dict[str, Any], schema: dict[str, Any]
) -> dict[str, Any]:
    said = operation["responses"]
    good = next(code for code in said if code < "400")
    content = said[good].get("content", {}).get("application/json", {})
    body = operation.get("requestBody", {}).get("content", {}).get("application/json")
    scopes = [scope for way in operation["security"] for scope in way.get("key", [])]
    parameters = operation.get("parameters", [])
    return {
        "id": operation["operationId"],
        "tag": operation["tags"][0],
        "method": method.upper(),
        "path": path,
        "summary": operation["summary"],
        "about": operation.get("description", ""),
        "scopes": scopes,
        "parameters": [_parameter(one, schema) for one in parameters],
        "body": _fields(body["schema"], schema) if body else [],
        "fields": _fields(content.get("schema", {}), schema),
        "status": good,
        "refusals": [code for code in said if code >= "400"],
        "curl": _curl(method, path, operation, has_key=bool(scopes)),
        "try_it": _address(path, parameters) if method == "get" and not scopes else "",
        "answer": _pretty(content["example"]) if "example" in content else "",
    }


def _pretty(example: Any) -> str:
    return json.dumps(example, ensure_ascii=False, indent=2)


def _address(path: str, parameters: list[dict[str, Any]]) -> str:
    """The address of the example."""
    asked = {}
    for one in parameters:
        if "example" not in one or one["in"] == "header":
            continue
        if one["in"] == "path":
            value = quote(str(one["example"]), safe=":")
            path = path.replace("{" + one["name"] + "}", value)
        else:
            asked[one["name"]] = one["example"]
    return f"{path}?{urlencode(asked)}" if asked else path


def _curl(method: str, path: str, operation: dict[str, Any], *, has_key: bool) -> str:
    """The example as a command, one option a line."""
    site = settings.CONFIG.site_url.rstrip("/")
    words = ["curl"] if method == "get" else [f"curl -X {method.upper()}"]
    if has_key:
        words.append('-H "Authorization: Bearer $KEY"')
    if body := operation.get("requestBody"):
        sent = json.dumps(
            body["content"]["application/json"]["example"], ensure_ascii=False
        )
        words += ["-H 'Content-Type: application/json'", f"-d {shlex.quote(sent)}"]
    address = site + _address(path, operation.get("parameters", []))
    return " \\\n  ".join([*words, shlex.quote(address)])


def _parameter(parameter: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    shape = _resolved(parameter["schema"], schema)
    return _value(shape, schema) | {
        "name": parameter["name"],
        "required": parameter.get("required", False),
        "description": parameter.get("description") or shape.get("description", ""),
    }


def _value(shape: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """What may stand there: words of a closed list, or limits of a number."""
    options = [_resolved(option, schema) for option in shape.get("anyOf", [shape])]
    words = [word for option in options for word in option.get("enum", [])]
    words += [option["const"] for option in options if "const" in option]
    return {
        "default": shape.get("default"),
        "words": [word for word in words if word],
        "is_number": shape.get("type") == "integer",
        "least": shape.get("minimum"),
        "most": shape.get("maximum"),
    }


def _fields(shape: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, Any]]:
    resolved = _resolved(shape, schema)
    needed = resolved.get("required", [])
    return [
        {
            "name": name,
            "type": _type(field),
            "required": name in needed,
            "words": _value(_resolved(field, schema), schema)["words"],
            "description": field.get("description", ""),
        }
        for name, field in resolved.get("properties", {}).items()
    ]


def _type(field: dict[str, Any]) -> str:
    """ "string", "list of Resource", "string or null" …"""
    if "$ref" in field:
        return str(field["$ref"].rsplit("/", 1)[-1])
    if "anyOf" in field:
        return " or ".join(_type(option) for option in field["anyOf"])
    if field.get("type") == "array":
        return f"list of {_type(field.get('items', {}))}"
    return str(field.get("format") or field.get("type", "anything"))


def _resolved(shape: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    """The shape that a reference stands for, with what is said beside it."""
    references = [shape, *shape.get("allOf", [])]
    for reference in references:
        if "$ref" in reference:
            name = reference["$ref"].rsplit("/", 1)[-1]
            return {**schema["components"]["schemas"][name], **shape}
    return shape
