"""Imports: lists from files or pasted text into the record."""
