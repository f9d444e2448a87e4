"""What programs and people write where a cell is empty: NaN, NA, N/A, #N/A, None, null, a stroke."""

_WRITTEN = frozenset(
    ("nan", "na", "n/a", "n.a.", "n.a", "#n/a", "#na", "<na>", "none", "null", "(null)", "nil", "#null!")
)
_STROKES = frozenset(("-", "--", "---", "–", "—", "/", "."))


def is_null(text: str) -> bool:
    """Whether a cell of text says that there is nothing."""
    return text in _STROKES or text.casefold() in _WRITTEN
