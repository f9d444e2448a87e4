"""Invented invitations for the demonstration."""
