"""Tests of bodies and of how their members are chosen."""
