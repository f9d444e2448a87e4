"""The only writer of the record of staff: each action checks, writes and leaves the trail in one transaction."""
