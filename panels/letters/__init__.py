"""Letters to organizers: their wordings, what is filled in from the record, and the files they leave as."""
