"""Tests of accounts: signing in, roles, sessions."""
