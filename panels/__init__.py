"""Invitations to panels, from the question to the outcome: single-gender panels are not joined unnoticed."""
