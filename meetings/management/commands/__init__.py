"""Commands of the record (interfaces.md)."""
