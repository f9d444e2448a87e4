"""Commands of the record, and what they share."""
