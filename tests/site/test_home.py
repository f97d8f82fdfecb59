from collections.abc import Callable
from typing import Any

from django.test import Client


def test_home_names_the_topics_in_the_language_of_its_address(
    client: Client, make_topic: Callable[..., Any]
) -> None:
    make_topic("asthma")

    page = client.get("/hu/")

    assert "Asthma magyarul" in page.content.decode()
