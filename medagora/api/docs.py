"""The page that describes the API: ours, because others load scripts from elsewhere."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from ninja import NinjaAPI
from ninja.openapi.docs import DocsBase


class DocsPage(DocsBase):
    def render_page(
        self, request: HttpRequest, api: NinjaAPI, **kwargs: Any
    ) -> HttpResponse:
        schema = api.get_openapi_schema()
        context = {
            "info": schema["info"],
            "operations": [
                _operation(path, operation, schema)
                for path, methods in schema["paths"].items()
                for operation in methods.values()
            ],
            "openapi_path": self.get_openapi_url(api, kwargs),
        }
        return render(request, "api/docs.html", context)


def _operation(
    path: str, operation: dict[str, Any], schema: dict[str, Any]
) -> dict[str, Any]:
    return {
        "id": operation["operationId"].rsplit("_", 1)[-1] + path.replace("/", "-"),
        "path": path,
        "summary": operation["summary"],
        "parameters": [_parameter(p, schema) for p in operation.get("parameters", [])],
        "fields": _fields(operation["responses"][200], schema),
        "refusals": sorted(code for code in operation["responses"] if code != 200),
    }


def _parameter(parameter: dict[str, Any], schema: dict[str, Any]) -> dict[str, Any]:
    shape = _resolved(parameter["schema"], schema)
    options = [_resolved(option, schema) for option in shape.get("anyOf", [shape])]
    return {
        "name": parameter["name"],
        "required": parameter.get("required", False),
        "default": shape.get("default"),
        "words": [word for option in options for word in option.get("enum", [])],
        "is_number": shape.get("type") == "integer",
        "least": shape.get("minimum"),
        "most": shape.get("maximum"),
        "description": parameter.get("description") or shape.get("description", ""),
    }


def _fields(response: dict[str, Any], schema: dict[str, Any]) -> list[dict[str, str]]:
    shape = response["content"]["application/json"]["schema"]
    properties = _resolved(shape, schema).get("properties", {})
    return [
        {
            "name": name,
            "type": _type(field),
            "description": field.get("description", ""),
        }
        for name, field in properties.items()
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
