"""Pages that enter staff, lock it and plan; what it leads to is shown by reports."""
