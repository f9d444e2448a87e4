"""Bodies, cycles and stages as they are entered: all objections at once, the trail, and what the database refuses."""

import datetime
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from bodies.actions.bodies import add_body, change_body, write_rule
from bodies.actions.cycles import add_substitution, change_cycle, open_cycle, remove_substitution
from bodies.actions.demo import remove_demonstration_bodies
from bodies.actions.reference import load_bodies
from bodies.actions.stages import NUMBERS, StageRow, record_stages, undo_stages
from bodies.models import Body, Cycle, ProcedureRule, StageCount
from bodies.rights import body_for, cycle_for
from meetings.actions.reference import load_forums
from meetings.actions.refusals import ActionRefused
from meetings.actions.trail import subject_of
from meetings.countries import REFERENCE
from meetings.models import Change, Forum
from tests.worlds.builders import make_user

pytestmark = [pytest.mark.django_db, pytest.mark.database]
DAY = datetime.date(2026, 9, 1)


@pytest.fixture
def cycle() -> Cycle:
    by = make_user("desk", "selection_desk")
    forum = Forum.objects.create(code="paper-moon", title_en="Paper Moon Experts", type="expert_group", area="general")
    body = add_body(forum, by=by, kind="roster", influence="decides", seats=10)
    return open_cycle(body, by=by, label="2026", opens=DAY)


def enter(cycle: Cycle, *rows: StageRow, **options: Any) -> Cycle:
    return record_stages(cycle, rows, as_of=DAY, by=cycle.entered_by, **options)


def counted(cycle: Cycle) -> dict[str, dict[str, list[int]]]:
    found: dict[str, dict[str, list[int]]] = {}
    for row in cycle.stage_counts.all():
        numbers = [row.women, row.men, row.another, row.not_recorded]
        found.setdefault(row.stage, {})[row.regional_group] = numbers
    return found


def test_regions_add_up_to_everybody_or_the_stage_is_refused(cycle: Cycle) -> None:
    parts = [StageRow("nominated", "african", 3, 4), StageRow("nominated", "none", 1, 0, 0, 2)]
    enter(cycle, *parts)
    assert counted(cycle)["nominated"][""] == [4, 4, 0, 2]
    with pytest.raises(ActionRefused) as refused:
        enter(cycle, StageRow("nominated", "", 5, 4, 0, 1), *parts)
    assert refused.value.reasons == (
        "nominated, women: regional groups add up to 4, everybody says 5.",
        "nominated, not recorded: regional groups add up to 2, everybody says 1.",
    )
    assert counted(cycle)["nominated"][""] == [4, 4, 0, 2], "nothing of a refused sheet is written"


def test_a_later_stage_is_larger_only_for_a_reason_on_record(cycle: Cycle) -> None:
    enter(cycle, StageRow("nominated", "", 4, 6))
    with pytest.raises(ActionRefused, match=r"More people selected \(11\) than nominated \(10\)"):
        enter(cycle, StageRow("selected", "", 5, 6))
    enter(cycle, StageRow("selected", "", 5, 6), larger_because="one State nominated late")
    assert counted(cycle)["selected"][""] == [5, 6, 0, 0]
    why = dict(StageCount.objects.values_list("stage", "larger_because"))
    assert why == {"nominated": "", "selected": "one State nominated late"}
    enter(cycle, StageRow("selected", "", 5, 4))
    assert not StageCount.objects.exclude(larger_because="").exists(), "no reason for what is not larger any more"
    with pytest.raises(ActionRefused, match=r"More people selected \(9\)"):
        enter(cycle, StageRow("nominated", "", 4, 3))
    enter(cycle, StageRow("nominated", "", 4, 3), larger_because="two withdrew")
    last = Change.objects.filter(action="record_stages").latest("pk")
    assert last.after["selected"][""]["larger_because"] == "two withdrew"


def test_every_objection_is_made_at_once(cycle: Cycle) -> None:
    with pytest.raises(ActionRefused) as refused:
        enter(
            cycle,
            StageRow("eligible", "african", 1, 1),
            StageRow("eligible", "african", 1, 1),
            StageRow("nominated", "", 1, 1),
            StageRow("states_invited", "", 3, 0),
        )
    assert len(refused.value.reasons) == 3
    assert not StageCount.objects.exists()


def test_the_history_of_a_cycle_is_rebuilt_from_the_trail(cycle: Cycle) -> None:
    enter(cycle, StageRow("nominated", "african", 3, 4), StageRow("nominated", "none", 1, 0))
    enter(cycle, StageRow("nominated", "", 6, 7), StageRow("selected", "", 2, 3))
    enter(cycle, StageRow("serving", "", 0, 0, 0, 5))
    enter(cycle, StageRow("selected", "", 3, 2))
    known: dict[str, dict[str, list[int]]] = {}
    for change in Change.objects.filter(subject=subject_of(cycle), action="record_stages").order_by("pk"):
        assert {stage: known[stage] for stage in change.before} == change.before
        known |= change.after
    numbers = {
        stage: {group: [kept[name] for name in NUMBERS] for group, kept in groups.items()}
        for stage, groups in known.items()
    }
    assert numbers == counted(cycle)
    assert set(known["nominated"]) == {""}, "groups that are no longer said are gone"


def test_the_last_entry_is_taken_back_once_with_source_day_and_reason(cycle: Cycle) -> None:
    enter(cycle, StageRow("nominated", "african", 3, 4, source="note 1"), basis="printed")
    enter(
        cycle, StageRow("nominated", "", 6, 7), StageRow("selected", "", 9, 9), larger_because="late", source="note 2"
    )
    undo_stages(cycle, by=cycle.entered_by)
    assert counted(cycle) == {"nominated": {"": [3, 4, 0, 0], "african": [3, 4, 0, 0]}}
    back = StageCount.objects.get(regional_group="african")
    assert (back.source, back.basis, back.as_of, back.larger_because) == ("note 1", "printed", DAY, "")
    with pytest.raises(ActionRefused, match="no entry to take back"):
        undo_stages(cycle, by=cycle.entered_by)
    enter(cycle, StageRow("selected", "", 1, 1))
    undo_stages(cycle, by=cycle.entered_by)
    assert set(counted(cycle)) == {"nominated"}


def test_whatever_the_database_would_refuse_is_refused_in_a_sentence(cycle: Cycle) -> None:
    by, body = cycle.entered_by, cycle.body
    earlier = DAY - datetime.timedelta(days=1)
    for sentence, act in (
        ("at least one seat", lambda: change_body(body, by=by, seats=0)),
        ("at least one seat", lambda: change_cycle(cycle, by=by, seats=0)),
        ("before it was decided", lambda: write_rule(
            None, by=by, kind="other", rule_after="x", document="d", decided_on=DAY, in_force_from=earlier)),
        ("cannot be blank", lambda: write_rule(None, by=by, kind="other", rule_after="x", document="")),
        ("gender of those counted", lambda: enter(cycle, StageRow("nominated", "", 1, 1), basis="")),
        ("named “2026” already", lambda: open_cycle(body, by=by, label="2026")),
        ("a body already", lambda: add_body(body.forum, by=by, kind="roster")),
    ):  # fmt: skip
        with pytest.raises(ActionRefused, match=sentence):
            act()
    assert (Cycle.objects.count(), ProcedureRule.objects.count(), StageCount.objects.count()) == (1, 0, 0)


def test_a_rule_is_completed_later_and_a_replacement_taken_out(cycle: Cycle) -> None:
    by = cycle.entered_by
    rule = write_rule(None, by=by, body=cycle.body, kind="ask_again", rule_after="ask twice", document="D/1")
    write_rule(rule, by=by, in_force_from=DAY)
    last = Change.objects.filter(action="change_rule").get()
    assert (last.before, last.after) == ({"in_force_from": None}, {"in_force_from": "2026-09-01"})
    remove_substitution(add_substitution(cycle, by=by, on=DAY), by=by)
    assert not cycle.substitutions.exists()
    assert Change.objects.filter(action="remove_substitution").get().before["on"] == "2026-09-01"


def test_an_extension_moves_the_days_and_keeps_one_cycle(cycle: Cycle) -> None:
    close = datetime.date(2026, 10, 1)
    change_cycle(cycle, by=cycle.entered_by, nominations_close=close)
    change_cycle(cycle, by=cycle.entered_by, nominations_close=datetime.date(2027, 10, 1))
    assert Cycle.objects.count() == 1
    last = Change.objects.filter(action="change_cycle").latest("pk")
    assert last.before == {"nominations_close": "2026-10-01"}
    with pytest.raises(ActionRefused) as refused:
        open_cycle(cycle.body, by=cycle.entered_by, label="2026", opens=close, nominations_close=DAY)
    assert len(refused.value.reasons) == 2


def test_a_clause_comes_with_its_strength_and_a_gender_with_its_basis(cycle: Cycle) -> None:
    by = cycle.entered_by
    with pytest.raises(ActionRefused, match="verbatim"):
        change_body(cycle.body, by=by, clause_strength="due_regard")
    change_body(cycle.body, by=by, clause_strength="due_regard", gender_clause="with due regard to gender balance")
    with pytest.raises(ActionRefused, match="how it is known"):
        add_substitution(cycle, by=by, on=DAY, left_gender="woman")
    add_substitution(cycle, by=by, on=DAY, left_gender="woman", left_basis="self_declared")
    with pytest.raises(IntegrityError), transaction.atomic():
        Body.objects.update(gender_clause="")
    with pytest.raises(IntegrityError), transaction.atomic():
        StageCount.objects.create(
            cycle=cycle, stage="states_invited", women=1, basis="printed", as_of=DAY, entered_by=by
        )


def test_what_is_to_be_checked_is_empty_and_loading_again_changes_nothing() -> None:
    load_forums(REFERENCE)
    first = load_bodies()
    assert first == {"bodies": 6, "rules": 1}
    by = make_user("desk", "selection_desk")
    change_body(Body.objects.get(forum="experts-1540"), by=by, seats=8)
    assert load_bodies() == {"bodies": 0, "rules": 0}
    assert Body.objects.get(forum="experts-1540").seats == 8
    unsure = Body.objects.filter(verified=False)
    assert {body.forum_id for body in unsure} == {"gge-79-241", "advisory-board", "disarmament-fellowship"}
    assert all(body.seats is None for body in unsure)
    assert Body.objects.get(forum="disarmament-fellowship").mandate_symbol == ""
    assert all(body.source for body in Body.objects.all())
    assert not Cycle.objects.exists(), "figures that others printed are no counts"
    rule = ProcedureRule.objects.get()
    assert (rule.decided_on, rule.in_force_from) == (None, None)
    assert rule.document


def test_only_the_selection_desk_and_managers_find_a_body(cycle: Cycle) -> None:
    code, pk = cycle.body.forum_id, cycle.pk
    for group in ("manager", "selection_desk"):
        assert cycle_for(make_user(group, group), code, pk) == cycle
    for group in ("clerk", "reviewer", "publisher", "panel_desk", "admin"):
        with pytest.raises(Http404):
            body_for(make_user(group, group), code)


def test_only_the_invented_bodies_go_with_the_demonstration(cycle: Cycle) -> None:
    by = cycle.entered_by
    forum = Forum.objects.create(code="tin", title_en="Tin", type="other", area="general", demonstration=True)
    invented = open_cycle(add_body(forum, by=by, kind="roster", influence="none"), by=by, label="1")
    enter(invented, StageRow("nominated", "", 1, 1))
    write_rule(None, by=by, kind="other", rule_after="all ask twice", document="TIN/1", demonstration=True)
    assert remove_demonstration_bodies() == 1
    assert list(Cycle.objects.all()) == [cycle]
    assert not ProcedureRule.objects.exists()
    assert not Change.objects.filter(subject=subject_of(invented)).exists()
