"""The memory of a release, read and written: entries of every age come back as they were stored."""

import json
from typing import Any

import pytest

from reports.releases.disclosure.memory import (
    EarlierEntry,
    Pool,
    Remembered,
    SeenRow,
    memory_from_json,
    memory_to_json,
)
from reports.releases.disclosure.policy import CLOSED
from reports.releases.disclosure.pools import hidden_in_pools
from tests.disclosure.release_sequences import Series

ROW = {"women": 10, "men": 20, "not_recorded_as_woman_or_man": 0}
STORED: dict[str, Any] = {
    "policy": CLOSED.as_json(),
    "declared": {"whole/states": dict.fromkeys(ROW, 0)},
    "record": {"numbers": {"whole/states": ROW}, "declared": {"whole/states": dict.fromkeys(ROW, 0)}},
    "behind": {"whole/states": ROW},
    "since": {"whole/states": ROW},
    "printed": {"whole/states": ROW},
    "seen": {"whole/states": {"printed": ROW, "since": ROW, "declared": dict.fromkeys(ROW, 0)}},
}
OF_A_POOL = {
    "pool": ["experts", 1, ["m0", "m1"], True],
    "rows": {name: {"printed": None, "since": ROW, "declared": {}} for name in ("m0", "m1")},
}


@pytest.mark.parametrize("stored", [{}, {"m": STORED}, {"m": STORED, "pool:experts-1": STORED | OF_A_POOL}])
def test_what_is_remembered_is_kept_under_the_same_keys_in_the_same_order(stored: dict[str, Any]) -> None:
    assert json.dumps(memory_to_json(memory_from_json(stored))) == json.dumps(stored)


def test_meetings_and_pools_of_many_releases_come_back_from_json_as_they_were() -> None:
    series = Series(1, CLOSED, "woman", (60, 70, 80))
    for _number in range(5):
        series.edit_some()
        series.publish()
    assert memory_from_json(json.loads(json.dumps(memory_to_json(series.memory)))) == series.memory
    assert any(entry.pool for entry in series.memory.values())


def test_an_entry_speaks_by_its_attributes() -> None:
    entry = memory_from_json({"pool:experts-1": STORED | OF_A_POOL})["pool:experts-1"]
    assert isinstance(entry, Remembered)
    assert entry.pool == Pool("experts", 1, ("m0", "m1"), with_rows=True)
    assert entry.rows["m1"] == SeenRow(None, ROW, {})
    assert entry.seen["whole/states"].state.numbers == ROW


@pytest.mark.parametrize(
    ("without", "of_a_pool", "can_be_made_up"),
    [
        ({"seen", "record"}, False, True),
        ({"record"}, False, True),
        ({"since"}, False, False),
        ({"seen", "behind"}, False, False),
        ({"record"}, True, True),
        ({"record", "rows"}, True, False),
        ({"rows"}, True, False),
    ],
)
def test_what_an_earlier_version_wrote_stays_as_it_wrote_it_until_it_is_made_up(
    without: set[str], of_a_pool: bool, can_be_made_up: bool
) -> None:
    whole = STORED | (OF_A_POOL if of_a_pool else {})
    stored = {"m": {key: said for key, said in whole.items() if key not in without}}
    memory = memory_from_json(stored)
    entry = memory["m"]
    assert memory_to_json(memory) == stored
    assert isinstance(entry, EarlierEntry)
    assert entry.lacks == without
    assert (entry.pool is not None, entry.can_be_made_up) == (of_a_pool, can_be_made_up)


def test_a_pool_that_does_not_say_its_meetings_is_refused_and_not_made_anew() -> None:
    with pytest.raises(ValueError, match=r"“pool:experts-1” was written by an earlier version and lacks pool"):
        hidden_in_pools(memory_from_json({"pool:experts-1": STORED}))
