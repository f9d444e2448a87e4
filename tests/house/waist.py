"""House rules about the waist of the reports: counts are seen above it through it alone, and by visitors never."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from tests.house.rooms import Module, module_graph, product, under

COUNTING = "reports.counting"
WAIST = ("reports.results", "reports.scope_results", "reports.series", "reports.practice_results")
BELOW = ("reports.measures", "reports.words", "reports.refusals", "reports.models")
"""What stands below the waist beside counting, and knows nothing of it."""
QUESTION = {"closed_lists", "crossing", "dimension", "dimensions", "groupings", "narrowing", "population", "scope"}
"""Modules of counting in whose words a question is put."""
HOLDING_COUNTS = {
    "arrays", "as_printed", "attributes", "blocks", "cache", "counts", "groups", "labels", "office_groups", "offices",
    "statement_blocks", "statements", "undecided", "unrecorded",
}  # fmt: skip
"""The others: what is counted, and what it is counted with."""
COUNTED = {
    "arrays", "composition", "delegation_mask", "delegation_sizes", "gender", "group_delegations", "group_offices",
    "group_statements", "meeting_of", "meeting_sizes", "of_meetings", "read_beside",
    "remember", "remember_of_all", "row_mask", "tabulate", "weight",
}  # fmt: skip
"""What of a question holds counts, or arrays they are made of: attributes of Population and Dimension."""
PRACTICES = {
    "bodies": ({"StageCount", "Substitution"}, {"stage_counts", "substitutions"}),
    "staff": ({"StaffCount", "Movement", "HalfYear"}, set[str]()),
}
"""Of each practice that counts people: its models that hold counts, and how they are reached from others."""
PUBLIC = ("reports.public", "reports.views.public", "reports.urls.public")


def past_the_waist(module: Module) -> Iterator[str]:
    """Counts of the record that do not come through the waist: two pages could disagree about a number."""
    if not under(module.name, "reports") or any(under(module.name, one) for one in (COUNTING, *WAIST, *BELOW)):
        return
    for target in sorted(module.imports()):
        if under(target, "numpy"):
            yield "imports numpy: arrays are read below the waist"
        first, *names = target.removeprefix(COUNTING).lstrip(".").split(".")
        if under(target, COUNTING) and (first not in QUESTION or HOLDING_COUNTS & {*names}):
            yield f"imports {target} past the waist ({', '.join(WAIST)}): only questions are put in counting's words"
        for practice, (models, _reached) in PRACTICES.items():
            if under(target, f"{practice}.models") and target.split(".")[-1] in models:
                yield f"imports {target} past the waist: its people come from reports.practice_results.{practice}"
    counted = COUNTED.union(*(reached for _models, reached in PRACTICES.values()))
    for node in module.each(ast.Attribute):
        if node.attr in counted:
            yield f"line {node.lineno} reads {ast.unparse(node)} past the waist ({', '.join(WAIST)})"


def counting_for_visitors(root: Path) -> list[str]:
    """Modules of the public side from which counting can be reached, with the way there."""
    graph = module_graph(product(root))
    ways = {name: _way_to_counting(name, graph) for name in sorted(graph) if any(under(name, one) for one in PUBLIC)}
    return [
        f"{name} reaches counting ({' → '.join(way)}): visitors get what releases hold"
        for name, way in ways.items()
        if way
    ]


def _way_to_counting(start: str, graph: dict[str, set[str]]) -> list[str]:
    """Import by import, the shortest way; empty where there is none."""
    ways, waiting = {start: [start]}, [start]
    for name in waiting:
        if under(name, COUNTING):
            return ways[name]
        for target in sorted(graph.get(name, set()) - ways.keys()):
            ways[target] = [*ways[name], target]
            waiting.append(target)
    return []
