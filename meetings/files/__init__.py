"""Files on their way in and out: their formats, and cells that spreadsheet programs open safely."""
