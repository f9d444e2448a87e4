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
from functools import cache, cached_property
from pathlib import Path
from typing import TypeVar, cast

from tests.worlds.places import ROOT

PACKAGES = ("parity", "meetings", "panels", "bodies", "staff", "accounts", "reports")
GROUND = "reports.measures"
"""Pure arithmetic that record apps may read as well: of the whole it is a room of its own."""
Node = TypeVar("Node", bound=ast.AST)
Graph = dict[str, set[str]]
"""Each room or module with those it imports."""


class Syntax:
    """What stands in a text of Python, parsed and walked once: see ``syntax``."""

    def __init__(self, source: str) -> None:
        self.tree = ast.parse(source)

    @cached_property
    def nodes(self) -> list[ast.AST]:
        """Every node, in no order."""
        found: list[ast.AST] = [self.tree]
        for node in found:
            found += _children(node)
        return found

    @cached_property
    def by_kind(self) -> dict[type[ast.AST], list[ast.AST]]:
        kinds: dict[type[ast.AST], list[ast.AST]] = {}
        for node in self.nodes:
            kinds.setdefault(type(node), []).append(node)
        return kinds

    def each(self, kind: type[Node]) -> list[Node]:
        """The nodes of one class."""
        return cast("list[Node]", self.by_kind.get(kind, []))

    @cached_property
    def imports(self) -> frozenset[str]:
        return frozenset(_imported([*self.each(ast.Import), *self.each(ast.ImportFrom)]))


@cache
def syntax(source: str) -> Syntax:
    """The syntax of a text, remembered: every rule reads the same files (``conftest.py`` forgets them)."""
    return Syntax(source)


def _children(node: ast.AST) -> Iterator[ast.AST]:
    """As ``ast.iter_child_nodes``, in a third of the time."""
    for value in vars(node).values():
        if isinstance(value, ast.AST):
            yield value
        elif isinstance(value, list):
            yield from (one for one in value if isinstance(one, ast.AST))


def _imported(nodes: Iterable[ast.AST]) -> Iterator[str]:
    for node in nodes:
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield from (f"{'.' * node.level}{node.module or ''}.{alias.name}" for alias in node.names)


@dataclass(frozen=True)
class Module:
    """One product file: its dotted name and what stands in it."""

    name: str
    source: str
    is_package: bool = False

    @cached_property
    def syntax(self) -> Syntax:
        return syntax(self.source)

    @property
    def tree(self) -> ast.Module:
        return self.syntax.tree

    def imports(self) -> frozenset[str]:
        """Dotted names imported (``from a import b`` gives ``a.b``), wherever the import stands."""
        return self.syntax.imports

    def imports_when_run(self, *, at_top: bool = False) -> frozenset[str]:
        """Those imported by more than type checkers; ``at_top``: as soon as the module is."""
        return frozenset(_imported(self._nodes_run(at_top)))

    def nodes(self) -> list[ast.AST]:
        """Every node."""
        return self.syntax.nodes

    def each(self, kind: type[Node]) -> list[Node]:
        """Every node of one class."""
        return self.syntax.each(kind)

    def _nodes_run(self, at_top: bool) -> Iterator[ast.AST]:
        """The nodes outside of ``if TYPE_CHECKING``; ``at_top`` also stays out of functions."""
        waiting: list[ast.AST] = [self.tree]
        while waiting:
            node = waiting.pop()
            yield node
            if isinstance(node, ast.If) and ast.unparse(node.test) == "TYPE_CHECKING":
                waiting += node.orelse
            elif isinstance(node, ast.stmt | ast.Module | ast.excepthandler | ast.match_case) and not (
                at_top and isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
            ):
                waiting += _children(node)


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
