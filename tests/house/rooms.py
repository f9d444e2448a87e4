"""The house in numbers: rooms, floors, arrows and circles of the whole and of each top package.

``python -m tests.house`` prints the table that stands in ``docs/architecture.md``. A *room* is a direct child of a
package, a module or a package, without ``__init__`` and migrations; an *arrow* says that one room imports another,
imports inside functions and for type checkers included. A room's *floor* is one above the highest room it imports;
a *circle* is a set of rooms (or of modules) that reach each other, and the arrows that would have to go to break it
are *upward*.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

from tests.worlds.places import ROOT

PACKAGES = ("parity", "meetings", "panels", "bodies", "staff", "accounts", "reports")
GROUND = "reports.measures"
"""Pure arithmetic that record apps may read as well: of the whole it is a room of its own."""
Graph = dict[str, set[str]]
"""Each room or module with those it imports."""


@dataclass(frozen=True)
class Module:
    """One product file: its dotted name and what stands in it."""

    name: str
    source: str
    is_package: bool = False

    @cached_property
    def tree(self) -> ast.Module:
        return ast.parse(self.source)

    def imports(self, *, at_top: bool = False, for_checkers: bool = True) -> set[str]:
        """Dotted names imported (``from a import b`` gives ``a.b``), wherever the import stands."""
        found: set[str] = set()
        for node in self.nodes(at_top=at_top, for_checkers=for_checkers):
            if isinstance(node, ast.Import):
                found |= {alias.name for alias in node.names}
            elif isinstance(node, ast.ImportFrom):
                found |= {f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names}
        return found

    def nodes(self, *, at_top: bool = False, for_checkers: bool = True) -> Iterator[ast.AST]:
        """Every node; ``at_top`` stays out of functions, without ``for_checkers`` also out of ``if TYPE_CHECKING``."""
        waiting: list[ast.AST] = [self.tree]
        while waiting:
            node = waiting.pop()
            yield node
            if not for_checkers and isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                waiting += node.orelse
            elif not (at_top and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)):
                waiting += ast.iter_child_nodes(node)


def under(name: str, prefix: str) -> bool:
    return name == prefix or name.startswith(f"{prefix}.")


def product(root: Path = ROOT, packages: Iterable[str] = PACKAGES) -> list[Module]:
    """Every Python file of these packages, by default the product; migrations are written by Django."""
    modules = []
    for package in packages:
        for path in sorted((root / package).rglob("*.py")):
            parts = path.relative_to(root).with_suffix("").parts
            if "migrations" not in parts:
                name, is_package = ".".join(parts), parts[-1] == "__init__"
                modules.append(Module(name.removesuffix(".__init__"), path.read_text(encoding="utf-8"), is_package))
    return modules


def module_graph(modules: list[Module]) -> Graph:
    """Which module imports which, within the product. An import of a name is one of the module that holds it."""
    names = {module.name for module in modules}
    graph: Graph = {}
    for module in modules:
        targets = {_holder(target, names) for target in module.imports()}
        graph[module.name] = targets - {module.name, ""}
    return graph


def _holder(target: str, names: set[str]) -> str:
    while target and target not in names:
        target = target.rpartition(".")[0]
    return target


def rooms_of(graph: Graph, package: str = "") -> Graph:
    """The rooms of a package (of the whole: its top packages) and which imports which."""
    rooms: Graph = {}
    for module, targets in graph.items():
        if (room := _room(module, package)) is None:
            continue
        others = {_room(target, package) for target in targets} - {None, room}
        rooms.setdefault(room, set()).update(other for other in others if other)
    return rooms


def _room(module: str, package: str) -> str | None:
    if not package:
        return GROUND if under(module, GROUND) else module.partition(".")[0]
    if not module.startswith(f"{package}."):
        return None
    return module.removeprefix(f"{package}.").partition(".")[0]


def circles(graph: Mapping[str, set[str]]) -> list[list[str]]:
    """Sets of two or more that reach each other (Tarjan's strongly connected components), in alphabetical order."""
    index: dict[str, int] = {}
    low: dict[str, int] = {}
    stack: list[str] = []
    found: list[list[str]] = []

    def visit(node: str) -> None:
        index[node] = low[node] = len(index)
        stack.append(node)
        for target in sorted(graph.get(node, ())):
            if target not in index:
                visit(target)
                low[node] = min(low[node], low[target])
            elif target in stack:
                low[node] = min(low[node], index[target])
        if low[node] == index[node]:
            together = [stack.pop()]
            while together[-1] != node:
                together.append(stack.pop())
            if len(together) > 1:
                found.append(sorted(together))

    for node in sorted(graph):
        if node not in index:
            visit(node)
    return sorted(found)


def upward(graph: Mapping[str, set[str]]) -> list[tuple[str, str]]:
    """The arrows that would have to go for the rest to stand on floors: inside a circle, those that lead back to a
    room with more arrows of its own."""
    found: list[tuple[str, str]] = []
    for circle in circles(graph):
        members = set(circle)
        order = sorted(circle, key=lambda room: (len(graph[room] & members), room))
        rank = {room: number for number, room in enumerate(order)}
        found += [(a, b) for a in circle for b in sorted(graph[a] & members) if rank[b] > rank[a]]
    return sorted(found)


def floors(graph: Mapping[str, set[str]]) -> dict[str, int]:
    """The floor of each room, the lowest being 1; upward arrows do not count."""
    against = set(upward(graph))
    floor: dict[str, int] = {}

    def visit(room: str) -> int:
        if room not in floor:
            below = [visit(other) for other in graph.get(room, ()) if (room, other) not in against]
            floor[room] = 1 + max(below, default=0)
        return floor[room]

    for room in graph:
        visit(room)
    return floor


def table(graph: Graph) -> str:
    """The numbers of the whole and of each top package, as a Markdown table, and each circle named."""
    lines = ["| of | rooms | floors | arrows | upward arrows | circles |", "|---|---|---|---|---|---|"]
    for package in ("", *PACKAGES):
        rooms = rooms_of(graph, package)
        arrows = sum(map(len, rooms.values()))
        highest = max(floors(rooms).values(), default=0)
        numbers = (len(rooms), highest, arrows, len(upward(rooms)), len(circles(rooms)))
        lines.append(f"| {f'`{package}/`' if package else 'the whole'} | {' | '.join(map(str, numbers))} |")
    lines.append("")
    within = circles(graph)
    lines.append(f"Circles of modules anywhere: {len(within)}.")
    lines += [f"- {' – '.join(circle)}" for circle in within]
    for package in PACKAGES:
        lines += [f"- {package}: {' → '.join(arrow)}" for arrow in upward(rooms_of(graph, package))]
    return "\n".join(lines)


def main() -> None:
    sys.stdout.write(f"{table(module_graph(product()))}\n")
