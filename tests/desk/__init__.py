"""Tests of the desk's pages: access, entering, deciding, releases."""
