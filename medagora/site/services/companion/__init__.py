"""The browser companion, from the server's side: its list, its key, its package."""
