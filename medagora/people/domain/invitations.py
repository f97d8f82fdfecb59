"""How long an invitation stands and who may send which."""

from datetime import datetime, timedelta

from medagora.people.domain.roles import Permission

LASTS = timedelta(days=30)


def is_open(invited_at: datetime, now: datetime) -> bool:
    return now < invited_at + LASTS


def needed_permission(role: str) -> Permission:
    """What somebody must be permitted to give this role, or to take it away."""
    if role == "curator":
        return Permission.ROLE_GRANT_CURATOR
    return Permission.ROLE_GRANT_ANY
