"""Invented bodies for the demonstration."""
