"""The sheet of one delegation: what the office counted of it, to be sent to the mission that knows its people."""
