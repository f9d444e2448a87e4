"""The rooms of the house: few enough to keep in the head, on floors, in no circle, and as the documentation says."""

from __future__ import annotations

import pytest

from tests.house.rooms import Graph, circles, floors, module_graph, product, rooms_of, table, upward
from tests.worlds.places import ROOT

MOST_ROOMS = {"meetings": 22, "panels": 22, "bodies": 22, "staff": 22, "accounts": 22, "reports": 20}


@pytest.fixture(scope="module")
def graph() -> Graph:
    return module_graph(product())


@pytest.mark.parametrize("package", MOST_ROOMS)
def test_a_newcomer_can_hold_the_rooms_in_the_head(package: str, graph: Graph) -> None:
    rooms = rooms_of(graph, package)
    assert len(rooms) <= MOST_ROOMS[package], sorted(rooms)
    assert (upward(rooms), circles(rooms)) == ([], [])


def test_the_table_of_the_documentation_is_that_of_the_code(graph: Graph) -> None:
    page = (ROOT / "docs/architecture.md").read_text(encoding="utf-8")
    assert table(graph) in page, "put what `python -m tests.house` prints into docs/architecture.md"


def test_circles_floors_and_upward_arrows_are_found() -> None:
    graph: Graph = {"roof": {"wall"}, "wall": {"floor"}, "floor": {"cellar"}, "cellar": {"wall"}, "shed": set()}
    assert circles(graph) == [["cellar", "floor", "wall"]]
    assert len(upward(graph)) == 1
    assert floors({"roof": {"wall"}, "wall": {"floor"}, "floor": set()}) == {"floor": 1, "wall": 2, "roof": 3}
