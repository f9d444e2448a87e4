"""English as the office writes it."""
