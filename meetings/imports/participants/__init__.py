"""Import of lists of participants, in stages: rows, resolve, preview, commit."""
