"""Figures for templates of pages that the record makes."""
