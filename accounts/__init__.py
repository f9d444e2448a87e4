"""Accounts of the office: how people sign in, which roles they hold, and their own sessions."""
