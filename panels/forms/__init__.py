"""Forms of invitations."""
