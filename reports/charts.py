"""Figures as plotly reads them, as plain dicts: plotly's own objects cost 13 ms each. The tests validate them."""

from collections.abc import Mapping, Sequence
from typing import Any

from reports.tally import Counts

WOMEN, MEN, ANOTHER, NOT_RECORDED = "#54278F", "#28A197", "#F46A25", "#6B7280"
"""The same colours everywhere; not recorded is white with a grey hatch. Never colour alone."""
MARKERS: dict[str, dict[str, Any]] = {
    "women": {"color": WOMEN},
    "another": {"color": ANOTHER},
    "unknown": {"color": "#FFFFFF", "pattern": {"shape": "/", "fgcolor": NOT_RECORDED, "solidity": 0.25}},
    "men": {"color": MEN},
}
ROW_HEIGHT, FRAME_HEIGHT = 34, 110


def people_by_group(groups: Sequence[tuple[str, Counts]], names: Mapping[str, str]) -> dict[str, Any]:
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
    return {"data": bars, "layout": _layout(len(labels))}


def _layout(rows: int) -> dict[str, Any]:
    return {
        "barmode": "stack",
        "height": FRAME_HEIGHT + ROW_HEIGHT * rows,
        "margin": {"l": 10, "r": 20, "t": 10, "b": 40},
        "legend": {"orientation": "h", "traceorder": "normal"},
        "yaxis": {"autorange": "reversed", "automargin": True, "ticksuffix": "  "},
        "xaxis": {"rangemode": "tozero", "tickformat": ",d", "automargin": True},
        "paper_bgcolor": "rgba(0,0,0,0)",
        "plot_bgcolor": "rgba(0,0,0,0)",
    }
