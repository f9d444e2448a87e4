"""The only writer of the record: each action checks, writes and leaves the trail in one transaction."""
