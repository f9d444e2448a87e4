"""The only writer of accounts: signing in, roles, invitations; each leaves its line in the trail."""
