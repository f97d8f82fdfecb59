"""Where the page of an entry is, and what it says."""

from django.test import Client

from medagora.reader.models import Entry


def path_of(entry: Entry, end: str = "") -> str:
    return f"/en/reader/entry/{entry.pk}/{end}"


def page(client: Client, entry: Entry, query: str = "", **headers: str) -> str:
    response = client.get(path_of(entry) + query, headers=headers)
    assert response.status_code == 200, response.content
    return response.content.decode()
