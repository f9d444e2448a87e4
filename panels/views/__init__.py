"""Pages that enter and decide invitations."""
