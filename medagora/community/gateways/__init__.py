"""What this room asks of the world outside: pictures read, faces found, files kept."""
