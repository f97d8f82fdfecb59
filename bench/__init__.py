"""Speed and memory, printed as tables; ``--json`` prints one JSON object."""
