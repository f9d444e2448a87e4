"""Views of pages that show a figure or a verdict."""
