"""The only writer of bodies and their cycles: each action checks, writes and leaves the trail in one transaction."""
