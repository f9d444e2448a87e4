"""Official documents: Word, PDF and pasted lists of participants, read as they are laid out."""
