"""Reading of statements and office-holders from sheets and pasted pages."""
