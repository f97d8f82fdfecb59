"""What the answers of the API look like, one module for each noun."""
