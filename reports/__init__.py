"""Everything that is counted, shown and published."""
