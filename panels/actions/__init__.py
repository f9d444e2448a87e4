"""The only writer of invitations: each action checks, writes and leaves the trail in one transaction."""
