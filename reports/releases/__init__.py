"""Releases: frozen tables of every locked meeting, from the count to the published files."""
