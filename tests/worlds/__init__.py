"""Builders and invented worlds for the tests."""
