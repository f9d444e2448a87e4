"""Commands of the selection desk."""
