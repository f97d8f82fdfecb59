"""Pages for what cannot be understood."""

import pytest
from django.test import Client

pytestmark = pytest.mark.django_db
MANY = "&".join(f"q{number}=x" for number in range(1_100))


@pytest.mark.parametrize("path", ["/en/", "/en/search/"])
def test_an_address_with_too_many_parameters_is_refused_kindly(
    client: Client, path: str
) -> None:
    client.raise_request_exception = False

    response = client.get(f"{path}?{MANY}")

    assert response.status_code == 400
    assert "could not be understood" in response.content.decode()
