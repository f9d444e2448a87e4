"""Addresses of the reports: those of the desk, and those of the public site."""
