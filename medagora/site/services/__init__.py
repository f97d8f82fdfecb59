"""What this room does besides answering requests."""
