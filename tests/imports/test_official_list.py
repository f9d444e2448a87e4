"""An official list of a thousand pages through the whole import, every State and every section of it."""

from __future__ import annotations

from collections import Counter

import pytest

from meetings.models import Delegation, Participation, Question
from tests.worlds.builders import make_meeting
from tests.worlds.lists import bring
from tests.worlds.official_list import ORGANISATIONS, SECTIONS, SHARED_NAMES, STATES, official_list

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("reference")]
EACH = 10  # people of a delegation, so that the list has a thousand pages


@pytest.mark.gate
def test_every_state_is_a_state_and_every_organization_in_its_section() -> None:
    data, listed, pages = official_list(1, EACH)
    assert pages >= 1_000
    meeting = make_meeting()
    report = bring(meeting, data, filename="list.pdf")
    assert (report["status"], report["people"]) == ("imported", sum(one.people for one in listed))
    delegations = Delegation.objects.filter(meeting=meeting)
    states = delegations.filter(category="state_party")
    assert (states.count(), states.filter(country=None).count()) == (STATES, len(SHARED_NAMES))
    assert set(states.filter(country=None).values_list("name", flat=True)) == set(SHARED_NAMES)
    assert delegations.exclude(category="state_party").count() == ORGANISATIONS
    in_sections = Counter(one.section for one in listed)
    assert Counter(delegations.values_list("section", flat=True)) == in_sections
    for section, category in SECTIONS.items():
        assert set(delegations.filter(section=section).values_list("category", flat=True)) == {category}
    people = Participation.objects.filter(meeting=meeting, delegation__category="state_party").count()
    assert people == sum(one.people for one in listed if one.section == "Parties")
    assert [(one.kind, one.found) for one in Question.objects.order_by("found")] == [
        ("country", name) for name in SHARED_NAMES
    ]
