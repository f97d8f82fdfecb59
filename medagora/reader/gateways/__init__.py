"""The outside world as this room needs it, each part behind a small Protocol."""
