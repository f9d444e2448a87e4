"""Marks and charts drawn by the server: counts in, places out; templates/marks/ draw them. Pure."""
