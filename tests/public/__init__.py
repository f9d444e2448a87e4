"""Tests of the public site, its API and its export."""
