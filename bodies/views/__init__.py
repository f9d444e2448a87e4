"""Pages that enter bodies, their cycles, stages and rules; what they lead to is shown by the reports."""
