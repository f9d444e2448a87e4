"""Readers of workbooks and delimited text."""
