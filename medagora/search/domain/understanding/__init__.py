"""What a search means: pure rules over the few words that were typed."""
