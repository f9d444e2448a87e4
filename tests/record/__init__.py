"""Tests of the record: models, actions, rights, names and reference data."""
