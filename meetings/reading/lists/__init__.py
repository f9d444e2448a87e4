"""Reading of a list from a sheet: header, columns, blocks of rows."""
