"""How this room speaks to the world."""
