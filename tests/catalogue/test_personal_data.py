"""What this room knows about somebody leaves with them."""

import json
import zipfile
from collections.abc import Callable
from io import BytesIO
from typing import Any

from medagora.catalogue import services
from medagora.catalogue.models import Collection
from medagora.people import services as people
from medagora.people.models import Person
from tests.conftest import NOW

Make = Callable[..., Any]


def test_my_collections_with_their_notes_are_in_my_export(
    member: Person, make_collection: Make, make_resource: Make
) -> None:
    collection = make_collection(member, visibility="private")
    services.add_item(collection, make_resource(), by=member, note="Read this first.")

    archive = zipfile.ZipFile(BytesIO(people.export_person(member, at=NOW)))

    mine = json.loads(archive.read("catalogue/collections.json"))
    assert mine[0]["title"] == "First steps with asthma"
    assert mine[0]["items"][0]["note"] == "Read this first."


def test_erasing_an_account_erases_its_collections_unless_others_edit_them(
    member: Person, make_person: Make, make_collection: Make
) -> None:
    alone, shared = make_collection(member), make_collection(member)
    editor = make_person("Edith")
    services.add_editor(shared, editor.email, by=member)

    people.erase_person(member, by=member, at=NOW)

    assert not Collection.objects.filter(pk=alone.pk).exists()
    kept = Collection.objects.get(pk=shared.pk)
    assert (kept.owner, kept.by_name) == (editor, "Edith")
