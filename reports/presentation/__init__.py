"""Presentation: results become sentences, tables and charts."""
