"""Commands of reports: figures, releases, upkeep and the first run (interfaces.md)."""
