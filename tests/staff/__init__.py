"""Tests of the record of staff."""
