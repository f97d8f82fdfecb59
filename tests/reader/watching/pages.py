"""What a page says."""

from typing import Any


def words(response: Any, status: int = 200) -> str:
    assert response.status_code == status
    return str(response.content.decode())
