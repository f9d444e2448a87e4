"""Measures: pure arithmetic and its words; ``metrics`` is the registry."""
