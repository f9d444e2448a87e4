"""Words that lists print, in six languages; pure, below all readers."""
