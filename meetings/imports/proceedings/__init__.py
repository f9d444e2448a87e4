"""Import of statements and office-holders, in the same stages as lists of participants."""
