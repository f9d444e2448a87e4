"""Counting: the record becomes counts."""
