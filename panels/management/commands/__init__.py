"""Commands of the panel desk."""
