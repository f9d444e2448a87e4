"""What the office writes about what is on record: delegation sheets, and letters with their wordings and files."""
