"""The measures, in arithmetic alone: ``metrics`` is the registry of them; nothing here reads a record or a request."""
