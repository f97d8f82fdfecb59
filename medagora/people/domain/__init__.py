"""Pure rules about people: roles and permissions as data."""
