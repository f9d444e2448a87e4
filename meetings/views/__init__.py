"""Views of the pages that enter and decide."""
