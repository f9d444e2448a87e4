"""Dashboards: what managers look at, built for the pages of ``views``."""
