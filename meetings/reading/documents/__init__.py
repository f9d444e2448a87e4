"""Readers of documents laid out for people: Word, PDF and pasted text."""
