"""Charts as plain dictionaries for plotly.

Plotly's own objects cost 13 ms each; the tests validate ours against them.
"""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from reports.measures.tally import Counts

WOMEN, MEN, ANOTHER, NOT_RECORDED = "#54278F", "#28A197", "#F46A25", "#6B7280"
"""The same colours everywhere; not recorded is white with a grey hatch. Never colour alone."""
MARKERS: dict[str, dict[str, Any]] = {
    "women": {"color": WOMEN},
    "another": {"color": ANOTHER},
    "unknown": {"color": "#FFFFFF", "pattern": {"shape": "/", "fgcolor": NOT_RECORDED, "solidity": 0.25}},
    "men": {"color": MEN},
}
INK, NEEDED = "#1A2230", "#17456B"
SHADES = (WOMEN, NEEDED, "#0C675F", "#A43D05", INK, "#465160")
DASHES, SYMBOLS = ("solid", "dash", "dot", "dashdot"), ("circle", "square", "diamond", "cross", "x", "triangle-up")
"""Lines of one chart differ in more than their colour."""
ROW_HEIGHT, FRAME_HEIGHT, TIME_HEIGHT = 34, 110, 320
LETTER, LABELS_WIDTH = 7.5, 420
"""Pixels a letter takes in the widest of the fonts a reader may have, and labels at most."""
SHORT = 12
"""Letters a label below a line may have: longer ones are tilted, and leave the line no height."""
CLEAR = "rgba(0,0,0,0)"
PAPER = {
    "paper_bgcolor": CLEAR,
    "plot_bgcolor": CLEAR,
    "font": {"family": '"Source Sans 3", Arial, sans-serif', "size": 13, "color": "#465160"},
    "modebar": {"bgcolor": CLEAR, "color": NOT_RECORDED, "activecolor": NEEDED},
}
"""What every chart looks like: the paper of the page, its type and its tools."""


@dataclass(frozen=True, slots=True)
class Share:
    """One point of a chart of shares, in per cent as its table prints them; ``None`` where the table has counts only.

    ``low`` and ``high``: if all who are not recorded were men, or women; ``base``: the words of the table's base.
    """

    label: str
    percent: float | None
    low: float | None = None
    high: float | None = None
    base: str = ""


Named = tuple[str, Sequence[Share]]


def people_by_group(
    groups: Sequence[tuple[str, Counts]], names: Mapping[str, str], *, mirrored: bool = False
) -> dict[str, Any]:
    """Stacked bars of people, one for each group in the order given, from the top.

    ``names`` are the words of the page for women, another, unknown and men; of nobody there is no bar and no legend.
    """
    labels = [label for label, _counts in groups]
    bars = []
    for gender, marker in MARKERS.items():
        people = [getattr(counts, gender) for _label, counts in groups]
        if any(people):
            outline = {"line": {"color": NOT_RECORDED, "width": 1}} if gender == "unknown" else {}
            bars.append(
                {
                    "type": "bar",
                    "orientation": "h",
                    "name": names[gender],
                    "x": people,
                    "y": labels,
                    "marker": marker | outline,
                    "hovertemplate": "%{y}: %{x}",
                }
            )
    axis = {"rangemode": "tozero", "tickformat": ",d", "automargin": True}
    return {"data": bars, "layout": _layout(labels, mirrored) | {"xaxis": _mirrored(axis, mirrored)}}


def bars_by_year(years: Sequence[str], parts: Sequence[tuple[str, str, Sequence[int]]]) -> dict[str, Any]:
    """Stacked columns of counts over the years; ``parts`` are name, colour and numbers, from the ground upwards."""
    bars = [
        {"type": "bar", "name": name, "x": list(years), "y": list(numbers), "marker": {"color": colour}}
        for name, colour, numbers in parts
    ]
    axis = {"rangemode": "tozero", "tickformat": ",d", "automargin": True}
    layout = {"barmode": "stack", "xaxis": {"type": "category"}, "yaxis": axis, "legend": _legend(mirrored=False)}
    return {"data": bars, "layout": layout}


def shares_by_group(
    shares: Sequence[Share],
    name: str,
    *,
    second: Named | None = None,
    mirrored: bool = False,
) -> dict[str, Any]:
    """A dot for each group on one axis of per cent, with its range.

    ``second`` is another scope over the same groups, drawn hollow. A group without a share takes no place.
    """
    shares, second = _with_a_share(shares, second)
    traces = [_dots(found, called, hollow) for found, called, hollow in _both(shares, name, second)]
    layout = _layout([share.label for share in shares], mirrored) | {
        "xaxis": _mirrored(_per_cent(), mirrored),
        "shapes": [_half("x")],
    }
    return {"data": traces, "layout": layout | {"showlegend": bool(second)}}


def shares_over_time(
    shares: Sequence[Share], name: str, *, second: Named | None = None, mirrored: bool = False
) -> dict[str, Any]:
    """A line over years or sessions, oldest first; it breaks where there is no share."""
    layout = {
        "height": TIME_HEIGHT,
        "margin": _margin(["100 %"], mirrored),
        "showlegend": bool(second),
        "legend": _legend(mirrored),
        "xaxis": _mirrored({"type": "category", "automargin": True}, mirrored),
        "yaxis": _per_cent() | {"side": "right" if mirrored else "left"},
        "shapes": [_half("y")],
    }
    traces = [_line(found, called, hollow) for found, called, hollow in _both(shares, name, second)]
    return {"data": traces, "layout": layout | PAPER}


def shares_in_time(
    shares: Sequence[Share], name: str, *, second: Named | None = None, mirrored: bool = False
) -> dict[str, Any]:
    """Oldest first: a line where its labels are short, such as years, else a dot for each, from the top."""
    short = all(len(share.label) <= SHORT for share in shares)
    return (shares_over_time if short else shares_by_group)(shares, name, second=second, mirrored=mirrored)


def lines_over_time(series: Sequence[Named], *, mirrored: bool = False) -> dict[str, Any]:
    """Several lines on one axis of per cent, told apart by mark and dash; a reader takes them off in the legend."""
    found = shares_over_time([], "", mirrored=mirrored)
    for place, (name, shares) in enumerate(series):
        line = _line(shares, name, hollow=False)
        line["line"] = {"color": SHADES[place % len(SHADES)], "width": 2, "dash": DASHES[place % len(DASHES)]}
        line["marker"] = {"size": 9, "symbol": SYMBOLS[place % len(SYMBOLS)], "color": line["line"]["color"]}
        line["hovertemplate"] = "%{fullData.name}, %{x}: %{y} %, %{customdata}<extra></extra>"
        line.pop("error_y")
        found["data"].append(line)
    found["data"].pop(0)
    years = sorted({share.label for _name, shares in series for share in shares})
    found["layout"]["xaxis"] |= {"categoryorder": "array", "categoryarray": years}
    return found | {"layout": found["layout"] | {"showlegend": True, "height": TIME_HEIGHT + 24 * len(series)}}


def every_year(points: Sequence[Share], *also: int) -> list[Share]:
    """The points with an empty one for each year without a meeting, from the first year to the last of these."""
    found = {int(one.label): one for one in points}
    years = [*found, *also]
    return [found.get(year, Share(str(year), None)) for year in range(min(years), max(years) + 1)] if years else []


def with_lines(figure: dict[str, Any], lines: Sequence[tuple[str, str, str, Sequence[Share]]]) -> dict[str, Any]:
    """The chart with straight lines of what is expected: name, colour, dash and points."""
    added = [
        {
            "type": "scatter",
            "mode": "lines",
            "name": name,
            "x": [share.label for share in shares],
            "y": [share.percent for share in shares],
            "line": {"color": color, "width": 2, "dash": dash},
            "hovertemplate": "%{x}: %{y} %",
        }
        for name, color, dash, shares in lines
    ]
    return {"data": [*figure["data"], *added], "layout": figure["layout"] | {"showlegend": True}}


def fitted(figure: dict[str, Any]) -> dict[str, Any]:
    """The chart with its axis of shares as long as its values, instead of from 0 to 100."""
    free = {name: value for name, value in figure["layout"]["yaxis"].items() if name not in ("range", "tickvals")}
    free.pop("ticktext", None)
    return figure | {"layout": figure["layout"] | {"yaxis": free | {"ticksuffix": " %"}}}


def _with_a_share(shares: Sequence[Share], second: Named | None) -> tuple[list[Share], Named | None]:
    """The groups of which either scope has a share, so that both still stand at the same places."""
    beside = second[1] if second else [None] * len(shares)
    both = [(one, other) for one, other in zip(shares, beside, strict=True) if _drawn(one) or _drawn(other)]
    return [one for one, _other in both], (second[0], [other for _one, other in both if other]) if second else None


def _drawn(share: Share | None) -> bool:
    return share is not None and share.percent is not None


def _both(shares: Sequence[Share], name: str, second: Named | None) -> Iterator[tuple[Sequence[Share], str, bool]]:
    yield shares, name, False
    if second:
        yield second[1], second[0], True


def _dots(shares: Sequence[Share], name: str, hollow: bool) -> dict[str, Any]:
    return _points(shares, name, hollow) | {
        "mode": "markers",
        "orientation": "h",
        "x": [share.percent for share in shares],
        "y": [share.label for share in shares],
        "error_x": _ranges(shares),
        "hovertemplate": "%{y}: %{x} %, %{customdata}<extra></extra>",
    }


def _line(shares: Sequence[Share], name: str, hollow: bool) -> dict[str, Any]:
    return _points(shares, name, hollow) | {
        "mode": "lines+markers",
        "connectgaps": False,
        "x": [share.label for share in shares],
        "y": [share.percent for share in shares],
        "error_y": _ranges(shares),
        "line": {"color": INK if hollow else WOMEN, "width": 2, "dash": "dot" if hollow else "solid"},
        "hovertemplate": "%{x}: %{y} %, %{customdata}<extra></extra>",
    }


def _points(shares: Sequence[Share], name: str, hollow: bool) -> dict[str, Any]:
    mark = {"symbol": "diamond-open", "color": INK} if hollow else {"symbol": "circle", "color": WOMEN}
    base = [share.base for share in shares]
    return {"type": "scatter", "name": name, "marker": {"size": 11, **mark}, "customdata": base}


def _ranges(shares: Sequence[Share]) -> dict[str, Any]:
    """From the share down and up to where it would stand if all not recorded were men, or women."""
    up = [_gap(share.high, share.percent) for share in shares]
    down = [_gap(share.percent, share.low) for share in shares]
    return {"type": "data", "symmetric": False, "array": up, "arrayminus": down, "color": NOT_RECORDED, "thickness": 2}


def _gap(above: float | None, below: float | None) -> float:
    return 0.0 if above is None or below is None else max(0.0, round(above - below, 1))


def _per_cent() -> dict[str, Any]:
    marked = [0, 25, 50, 75, 100]
    named = [f"{mark} %" for mark in marked]
    return {"range": [0, 100], "automargin": True, "zeroline": False, "tickvals": marked, "ticktext": named}


def _half(axis: str) -> dict[str, Any]:
    """The line at one half, which every chart of shares carries."""
    across = "y" if axis == "x" else "x"
    ends = {f"{axis}0": 50, f"{axis}1": 50, f"{across}0": 0, f"{across}1": 1, f"{across}ref": "paper"}
    return {"type": "line", "line": {"color": INK, "width": 1, "dash": "dot"}, **ends}


def _mirrored(axis: dict[str, Any], mirrored: bool) -> dict[str, Any]:
    """From right to left, as the page is read."""
    if not mirrored:
        return axis
    return axis | ({"range": axis["range"][::-1]} if "range" in axis else {"autorange": "reversed"})


def _margin(labels: Sequence[str], mirrored: bool) -> dict[str, int]:
    """Room for the labels where they stand at the right: the library makes room by itself at the left alone."""
    wide = min(LABELS_WIDTH, round(LETTER * max((len(label) for label in labels), default=0)) + 20)
    return {"l": 20, "r": wide, "t": 10, "b": 40} if mirrored else {"l": 10, "r": 20, "t": 10, "b": 40}


def _legend(mirrored: bool) -> dict[str, Any]:
    """At the foot of the drawing, however many rows it has, and from where the page is read."""
    place = {"x": 1, "xanchor": "right"} if mirrored else {"x": 0, "xanchor": "left"}
    return {"orientation": "h", "traceorder": "normal", "yref": "container", "y": 0, "yanchor": "bottom", **place}


def _layout(labels: Sequence[str], mirrored: bool) -> dict[str, Any]:
    return {
        "barmode": "stack",
        "height": FRAME_HEIGHT + ROW_HEIGHT * len(labels),
        "margin": _margin(labels, mirrored),
        "legend": _legend(mirrored),
        "yaxis": {
            "autorange": "reversed",
            "automargin": True,
            "ticksuffix": "  ",
            "side": "right" if mirrored else "left",
        },
        **PAPER,
    }
