"""The delegation sheet: what the office counted of one delegation, to send to its mission."""
