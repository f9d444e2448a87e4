"""Commands of the record of staff."""
