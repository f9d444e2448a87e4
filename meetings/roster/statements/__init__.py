"""The import of statements, in this order: rows (what a line says) · preview (what would change) · pipeline."""
