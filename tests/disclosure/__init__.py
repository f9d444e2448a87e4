"""Tests of disclosure control, by attacks."""
