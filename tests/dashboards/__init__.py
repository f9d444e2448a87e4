"""Tests of dashboards and of the pages that show figures."""
