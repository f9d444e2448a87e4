"""The workspace of a meeting: what it has, its four steps, what it needs next, its check, its search."""
