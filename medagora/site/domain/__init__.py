"""Pure rules of the entrance: how the companion's list and package are written."""
