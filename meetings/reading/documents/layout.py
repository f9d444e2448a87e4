"""Layout: pieces of text on a page become lines in reading order, by measured columns and rows.

A gutter is white from top to bottom. Columns in which names stand are read one after the other; a column without
names belongs to the one on its left (name | post), before the first to that one (delegation | name), and is read row
by row with it.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable
from itertools import pairwise
from statistics import median

from meetings.reading.documents.page import FURNITURE, Line

_GUTTER = 5  # points of white that part two columns
_CROSSING = 0.04  # of a page's pieces that may cross a gutter: headings over all columns
_STARTS = 0.05  # of a page's pieces that begin at a column's left edge, at the least
_NAMES = 0.08  # of a column's pieces that begin with a courtesy title, where names stand
_EDGE = 12  # points within which pieces begin at the same edge, indents included
_SAME_ROW = 0.6
_LARGER = 1.15
_NEXT_LINE = 1.35  # of a line's height: no further below stands the next line of the same text
_TITLE_COLUMN = 80  # points at most from a title to the name in the next column

Starts = tuple[float, ...]  # the left edges of a page's columns


def arrange(pages: Iterable[list[Line]], names_somebody: Callable[[str], bool]) -> list[Line]:
    """All lines of a document in reading order, with column, cell, row, indent and space; furniture in its place."""
    pages = list(pages)
    starts = [_columns([line for line in lines if line.kind != FURNITURE]) for lines in pages]
    groups = _groups(pages, starts, names_somebody)
    printed = [line for lines in pages for line in lines if line.kind != FURNITURE]
    middle = (min((line.left for line in printed), default=0) + max((line.right for line in printed), default=0)) / 2
    ordered: list[Line] = []
    for lines, edges in zip(pages, starts, strict=True):
        ordered += _read_page(lines, edges, groups[len(edges)], middle)
    return ordered


def join_titles(pages: list[list[Line]], is_bare_title: Callable[[str], bool]) -> None:
    """Where titles stand in a column of their own, put each before the name on its right."""
    for lines in pages:
        titles = [line for line in lines if is_bare_title(line.text)]
        for title in sorted(titles, key=lambda line: -line.left):  # the number after the title that it stands before
            beside = [line for line in lines if line.left > title.right and _in_row(line, title)]
            name = min(beside, key=lambda line: line.left, default=None)
            if name is not None and name.left - title.right < _TITLE_COLUMN:
                name.text, name.left = f"{title.text} {name.text}", title.left
                lines.remove(title)


def _in_row(line: Line, other: Line) -> bool:
    return abs(line.middle - other.middle) < _SAME_ROW * min(line.height, other.height)


def _columns(pieces: list[Line]) -> Starts:
    """The left edge of each column of one page."""
    if not pieces:
        return (0.0,)
    left, right = int(min(piece.left for piece in pieces)), int(max(piece.right for piece in pieces)) + 1
    steps = [0] * (right - left + 2)
    begins: Counter[int] = Counter()
    for piece in pieces:
        steps[int(piece.left) - left] += 1
        steps[int(piece.right) - left + 1] -= 1
        begins[int(piece.left)] += 1
    allowed = max(1, int(len(pieces) * _CROSSING))
    edges, white, covering = [float(left)], 0, 0
    for x, step in enumerate(steps[: right - left + 1], left):
        covering += step
        if covering <= allowed:
            white += 1
            continue
        if white >= _GUTTER and x > left + _EDGE:
            starting = sum(begins[near] for near in range(x - 3, x + _EDGE))
            if starting >= max(3, len(pieces) * _STARTS):
                edges.append(float(min(near for near in range(x - 3, x + _EDGE) if begins[near])))
        white = 0
    return tuple(edges)


def _groups(
    pages: list[list[Line]], starts: list[Starts], names_somebody: Callable[[str], bool]
) -> dict[int, list[int]]:
    """For each number of columns: those in which names stand; each leads the group of those after it."""
    named: defaultdict[tuple[int, int], int] = defaultdict(int)
    total: defaultdict[tuple[int, int], int] = defaultdict(int)
    for lines, edges in zip(pages, starts, strict=True):
        for line in lines:
            if line.kind != FURNITURE:
                place = len(edges), _column_of(line, edges)
                total[place] += 1
                named[place] += names_somebody(line.text)
    leading = {
        count: [column for column in range(count) if named[count, column] >= max(1, _NAMES * total[count, column])]
        for count in {len(edges) for edges in starts}
    }
    names_first = any(columns[:1] == [0] for count, columns in leading.items() if count > 1)
    return {
        count: columns if columns[:1] == [0] or (columns and not names_first) else [0, *columns]
        for count, columns in leading.items()
    }


def _column_of(line: Line, edges: Starts) -> int:
    column = 0
    while column + 1 < len(edges) and line.left >= edges[column + 1] - 3:
        column += 1
    return column


def _read_page(lines: list[Line], edges: Starts, leading: list[int], middle: float) -> list[Line]:
    """One page: furniture above, then band after band; in each band one group of columns after the other.

    ``middle`` is that of the document's text; a page whose last columns are empty has another.
    """
    body = [line for line in lines if line.kind != FURNITURE]
    for line in body:
        line.column = _column_of(line, edges)
        line.indent = line.left - edges[line.column]
    if not body:
        return lines
    first = min(line.top for line in body)
    above = [line for line in lines if line.kind == FURNITURE and line.top <= first]
    below = [line for line in lines if line.kind == FURNITURE and line.top > first]
    own_middle = (min(line.left for line in body) + max(line.right for line in body)) / 2
    for line in body:
        centre = (line.left + line.right) / 2
        line.centred = min(abs(centre - middle), abs(centre - own_middle)) < 4 and line.left - edges[0] > _EDGE
    ordered: list[Line] = []
    for band in _bands(body, edges, leading):
        if len(band) == 1 and band[0].centred:
            ordered += band
            continue
        for position, lead in enumerate(leading):
            begin = lead if position else 0
            end = leading[position + 1] if position + 1 < len(leading) else len(edges)
            ordered += _rows([line for line in band if begin <= line.column < end], lead)
    _space_between_bands(ordered)
    return above + ordered + below


def _bands(body: list[Line], edges: Starts, leading: list[int]) -> list[list[Line]]:
    """The page cut at the lines that run across its columns; such a line is a band of its own."""
    if len(leading) == 1:
        return [body]
    usual = median(line.height for line in body)
    across = sorted(
        (line for line in body if _crosses(line, edges, leading) or _is_alone_on_row(line, body, usual)),
        key=lambda line: line.top,
    )
    bands: list[list[Line]] = []
    rest = body
    for line in across:
        over = [each for each in rest if each is not line and each.middle < line.top and each not in across]
        for each in over:
            each.centred = False
        bands += [over, [line]] if over else [[line]]
        rest = [each for each in rest if each is not line and each not in over]
    for line in rest:
        line.centred = False  # short lines of a middle column are centred by accident
    return [*bands, rest] if rest else bands


def _crosses(line: Line, edges: Starts, leading: list[int]) -> bool:
    into = [edges[lead] for lead in leading if edges[lead] > line.left + 3]
    return (bool(into) and line.right > into[0] + 3) or (line.centred and line.indent > 4)


def _is_alone_on_row(line: Line, body: list[Line], usual: float) -> bool:
    """A line in larger letters with nothing beside it, on a page whose columns are filled side by side."""
    if line.height <= _LARGER * usual or not line.column:
        return False
    return not any(each is not line and each.top < line.bottom and line.top < each.bottom for each in body)


def _rows(lines: list[Line], lead: int) -> list[Line]:
    """The lines of one group of columns row by row, with the space above each row."""
    lines.sort(key=lambda line: line.middle)
    rows: list[list[Line]] = []
    for line in lines:
        if rows and _in_row(line, rows[-1][0]):
            rows[-1].append(line)
        else:
            rows.append([line])
    ordered: list[Line] = []
    for number, row in enumerate(rows):
        row.sort(key=lambda line: line.left)
        space = (row[0].top - rows[number - 1][0].top) / (row[0].height or 1) if number else 0.0
        for line in row:
            line.cell = line.column - lead
            line.row = number + 1
            line.space = space
        ordered += row
    return _headings_first(ordered) if any(line.cell < 0 for line in ordered) else ordered


def _headings_first(lines: list[Line]) -> list[Line]:
    """Delegations in a column on the left of their people: the further lines of a name stand behind its first."""
    ordered: list[Line] = []
    last: Line | None = None
    at = 0
    for line in lines:
        if line.cell < 0 and last is not None and _goes_on_below(last, line):
            line.row, line.space = last.row, 1.0
            at += 1
            ordered.insert(at, line)
            last = line
        else:
            ordered.append(line)
            if line.cell < 0:
                last, at = line, len(ordered) - 1
    return ordered


def _goes_on_below(above: Line, line: Line) -> bool:
    return line.column == above.column and 0 < line.top - above.top < _NEXT_LINE * line.height


def _space_between_bands(ordered: list[Line]) -> None:
    """A line across the columns has the space below the line above it."""
    for above, line in pairwise(ordered):
        if line.centred and not line.space and above.top < line.top:
            line.space = (line.top - above.top) / (line.height or 1)
