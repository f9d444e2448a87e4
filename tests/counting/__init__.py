"""Tests of counting: results against the oracle, arrays, groupings, closed lists."""
