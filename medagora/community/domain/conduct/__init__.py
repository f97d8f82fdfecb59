"""How professionals behave online, as small tools."""
