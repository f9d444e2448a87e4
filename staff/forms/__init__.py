"""Forms of the record of staff."""
