"""Views of the public site and its API."""
