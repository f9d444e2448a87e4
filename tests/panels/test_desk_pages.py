"""Journeys of the panel desk without script: paste, ask, new line-up, accept; decline with approver; late drop-out."""

from __future__ import annotations

import datetime
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from meetings.actions.panels import create_panel
from meetings.actions.reference import load_reference
from meetings.models import Change, Panel
from panels.actions.invitations import note_who_spoke
from panels.actions.steps import last_number
from panels.forms.quick import QuickForm
from panels.models import Check, Invitation, LineUp
from tests.worlds.builders import make_meeting, signed_in
from tests.worlds.invitations import go, make_invitation

pytestmark = pytest.mark.django_db
MEN = "Mr. Bo Lind, Arms Watch\nMr. Ivo Lark\nMr. Jon Moss"


@pytest.fixture(autouse=True)
def titles(db: None) -> None:
    load_reference()


def quick(**values: str) -> dict[str, str]:
    day = (timezone.localdate() + datetime.timedelta(days=60)).isoformat()
    return {
        "organiser": "Institute for Folded Futures", "organiser_type": "civil_society", "title": "Paper trails",
        "date": day, "speakers": MEN, "do": "check",
    } | values  # fmt: skip


def seen(client: Client, address: str) -> str:
    found = re.search(r'name="seen" value="(\d+)"', client.get(address).content.decode())
    assert found
    return found[1]


def post(client: Client, made: Invitation, page: str, **values: Any) -> Any:
    address = made.get_absolute_url()
    return client.post(f"{address}{page}/", {"seen": last(made)} | values, follow=True)


def last(made: Invitation) -> int:
    return last_number(made)


def let_the_day_come(made: Invitation) -> None:
    Panel.every.filter(pk=made.panel_id).update(date=timezone.localdate())


def test_the_quick_path_asks_eight_inputs_at_most() -> None:
    form = QuickForm()
    assert len(form.fields) <= 8
    assert [name for name, field in form.fields.items() if field.required] == [
        "organiser", "organiser_type", "title", "date",
    ]  # fmt: skip


def test_paste_of_men_alone_is_asked_about_and_accepted_once_a_woman_speaks() -> None:
    desk = signed_in("panel_desk")
    page = desk.post("/panels/new/", quick()).content.decode()
    assert "All 3 speakers are men." in page
    assert not Invitation.objects.exists(), "nothing is written before somebody decides"
    desk.post("/panels/new/", quick(do="ask"))
    made = Invitation.objects.get()
    assert (made.state, LineUp.objects.count()) == ("change_requested", 1)
    post(desk, made, "line-up", speakers=f"{MEN}\nMs. Ada Nwosu", our_speaker="")
    page = post(desk, made, "decide", to="accepted").content.decode()
    made.refresh_from_db()
    assert made.state == "accepted"
    assert "Line-up 1" in page
    assert "Line-up 2" in page
    assert list(Check.objects.order_by("pk").values_list("status", flat=True)) == ["single_gender", "mixed"]


@pytest.mark.parametrize(("speakers", "state"), [("", "composition_asked"), ("Ada Novak\nTBC", "composition_asked")])
def test_who_is_not_known_is_asked_first_and_not_declined(speakers: str, state: str) -> None:
    desk = signed_in("panel_desk")
    page = desk.post("/panels/new/", quick(speakers=speakers)).content.decode()
    assert 'value="ask"' in page
    assert 'value="decline"' not in page
    desk.post("/panels/new/", quick(speakers=speakers, do="ask"))
    assert Invitation.objects.get().state == state


def test_what_cannot_be_told_is_refused_to_be_declined_also_by_hand() -> None:
    desk = signed_in("panel_desk")
    page = desk.post("/panels/new/", quick(speakers="Ada Novak\nTBC", do="decline")).content.decode()
    assert "ask the organizers before you decline" in page
    assert not Invitation.objects.exists()


def test_a_state_is_declined_with_an_approver() -> None:
    desk, approver = signed_in("panel_desk"), signed_in("panel_approver")
    desk.post("/panels/new/", quick(organiser_type="member_state", do="decline"))
    made = Invitation.objects.get()
    assert (made.state, made.proposals.count()) == ("checked", 1)
    assert "Agree or refuse" in approver.get("/panels/desk/").content.decode()
    waiting = made.proposals.get().pk
    assert post(desk, made, "approve", proposal=waiting, answer="agree").status_code == 403
    post(approver, made, "approve", proposal=waiting, answer="agree")
    made.refresh_from_db()
    step = made.steps.last()
    assert step
    assert (made.state, made.outcome_code) == ("declined", "declined")
    assert (step.by.username, step.approved_by.username) == ("panel_desk", "panel_approver")  # type: ignore[union-attr]
    assert not Panel.objects.exists()


def test_what_an_approver_refuses_stands_in_the_timeline() -> None:
    desk, approver = signed_in("panel_desk"), signed_in("panel_approver")
    desk.post("/panels/new/", quick(do="accept", reason_code="ex_officio"))
    made = Invitation.objects.get()
    post(approver, made, "approve", proposal=made.proposals.get().pk, answer="refuse", note="Ask them once more.")
    page = desk.get(made.get_absolute_url()).content.decode()
    timeline = page[page.index('id="timeline"') :]
    assert "Put to an approver by panel_desk: “accepted”" in timeline
    assert "Refused by panel_approver: “accepted”<small>Ask them once more.</small>" in timeline
    post(desk, made, "decide", to="accepted", reason_code="ex_officio")
    post(desk, made, "approve", proposal=made.proposals.last().pk, answer="back")  # type: ignore[union-attr]
    assert "Taken back by panel_desk" in desk.get(made.get_absolute_url()).content.decode()


def test_accepting_men_alone_takes_a_reason_and_an_approver() -> None:
    desk, approver = signed_in("panel_desk"), signed_in("panel_approver")
    assert "needs a reason" in desk.post("/panels/new/", quick(do="accept")).content.decode()
    desk.post("/panels/new/", quick(do="accept", reason_code="ex_officio"))
    made = Invitation.objects.get()
    post(approver, made, "approve", proposal=made.proposals.get().pk, answer="agree")
    assert "has not come yet" in post(desk, made, "took-place").content.decode()
    let_the_day_come(made)
    post(desk, made, "took-place")
    made.refresh_from_db()
    assert (made.state, made.outcome_code) == ("held", "exempted")
    assert Panel.objects.get().exempt_reason


def test_a_late_drop_out_is_no_breach() -> None:
    desk, approver = signed_in("panel_desk"), signed_in("panel_approver")
    tomorrow = (timezone.localdate() + datetime.timedelta(days=1)).isoformat()
    desk.post("/panels/new/", quick(speakers=f"{MEN}\nMs. Ada Nwosu", date=tomorrow, do="accept"))
    made = Invitation.objects.get()
    assert made.state == "accepted"
    woman = made.line_ups.get().seats.get(name="Ada Nwosu")
    page = post(desk, made, "drop-out", seat=woman.pk).content.decode()
    assert "All 3 speakers are men." in page
    post(desk, made, "decide", to="accepted", reason_code="late_drop_out")
    post(approver, made, "approve", proposal=made.proposals.get().pk, answer="agree")
    let_the_day_come(made)
    post(desk, made, "took-place")
    made.refresh_from_db()
    assert (made.state, made.outcome_code) == ("held", "became_single_gender")


def test_who_really_spoke_decides_between_a_breach_and_a_late_change() -> None:
    from tests.worlds.builders import make_user
    from tests.worlds.invitations import seats_of

    desk = make_user("desk", "panel_desk")
    late = go(make_invitation(desk, "wmm"), "accepted", by=desk)
    on_condition = go(make_invitation(desk, "mmm"), "accepted_on_condition", by=desk)
    mixed = go(make_invitation(desk, "wm"), "accepted", by=desk)
    alone = go(make_invitation(desk, "wm"), "accepted", by=desk, code="ex_officio")
    Panel.every.update(date=timezone.localdate())
    for made, letters in ((late, "mm"), (on_condition, "mm"), (mixed, "wm"), (alone, "mm")):
        note_who_spoke(made, seats_of(letters), by=desk)
    codes = [Invitation.objects.get(pk=one.pk).outcome_code for one in (late, on_condition, mixed, alone)]
    assert codes == ["became_single_gender", "breach", "joined", "became_single_gender"]


def test_who_really_spoke_is_entered_after_the_panel_and_is_no_new_decision() -> None:
    desk = signed_in("panel_desk")
    desk.post("/panels/new/", quick(speakers=f"{MEN}\nMs. Ada Nwosu", do="accept"))
    made = Invitation.objects.get()
    address = f"{made.get_absolute_url()}line-up/"
    assert "It took place with these speakers" not in desk.get(address).content.decode()
    let_the_day_come(made)
    assert "It took place with these speakers" in desk.get(address).content.decode()
    post(desk, made, "line-up", speakers=MEN, our_speaker="", spoke="")
    made.refresh_from_db()
    assert (made.state, made.outcome_code) == ("held", "became_single_gender")
    assert made.line_ups.last().seats.count() == 3  # type: ignore[union-attr]
    assert [one.occasion for one in Check.objects.order_by("pk")] == ["line_up", "afterwards"]


def test_what_is_sent_by_hand_is_refused_in_words() -> None:
    desk, approver = signed_in("panel_desk"), signed_in("panel_approver")
    page = desk.post("/panels/new/", quick(do="accept", reason_code="x" * 99)).content.decode()
    assert "needs a reason" in page
    desk.post("/panels/new/", quick(do="accept", reason_code="ex_officio"))
    made = Invitation.objects.get()
    for proposal in ("", "one", "0"):
        assert post(approver, made, "approve", proposal=proposal, answer="agree").status_code == 409
    assert "already waiting" in post(desk, made, "decide", to="change_requested").content.decode()
    for seat in ("", "0", "x"):
        assert "Choose who dropped out" in post(desk, made, "drop-out", seat=seat).content.decode()
    assert LineUp.objects.count() == 1


def test_nobody_decides_on_a_line_up_that_they_did_not_see() -> None:
    desk = signed_in("panel_desk")
    desk.post("/panels/new/", quick(do="keep"))
    made = Invitation.objects.get()
    old = seen(desk, made.get_absolute_url())
    post(desk, made, "line-up", speakers=f"{MEN}\nMs. Ada Nwosu", our_speaker="")
    assert post(desk, made, "decide", to="declined", seen=old).status_code == 409
    made.refresh_from_db()
    assert made.state == "checked"


def test_our_own_events_are_checked_before_they_are_announced() -> None:
    desk = signed_in("panel_desk")
    spring = make_meeting("spring", start=timezone.localdate() + datetime.timedelta(days=60))
    desk.post("/panels/new/", quick(organiser_type="own_office", meeting=str(spring.pk), do="keep"))
    made = Invitation.objects.get()
    assert made.panel.meeting == spring
    page = desk.get(made.get_absolute_url()).content.decode()
    assert "Announce it as it is" in page
    assert "an approver has to agree" in page
    assert "Accept on condition" not in page
    assert "Send a colleague" not in page
    for way in ("accepted_on_condition", "colleague_sent"):
        assert "This event is ours" in post(desk, made, "decide", to=way).content.decode()
    assert "needs a reason" in post(desk, made, "decide", to="accepted").content.decode()
    post(desk, made, "decide", to="accepted", reason_code="womens_leadership")
    made.refresh_from_db()
    assert (made.state, made.proposals.count()) == ("checked", 1)
    let_the_day_come(made)
    assert "said we would join" in post(desk, made, "took-place").content.decode()
    assert not signed_in("manager").get("/panels/").context["list"].any
    post(signed_in("panel_approver"), made, "approve", proposal=made.proposals.get().pk, answer="agree")
    post(desk, made, "took-place")
    made.refresh_from_db()
    assert made.outcome_code == "exempted"


@pytest.mark.parametrize(
    ("letters", "said"),
    [
        ("mm", "Do not announce it yet: find other speakers"),
        ("mmW", "Do not announce it yet: find other speakers"),
        ("m?", "Do not announce it yet: a name or a gender is missing."),
        ("wm", "may be announced"),
    ],
)
def test_a_panel_entered_at_a_meeting_gets_the_same_check_before_it_is_announced(letters: str, said: str) -> None:
    from tests.worlds.builders import make_user
    from tests.worlds.invitations import seats_of

    clerk, other = make_user("clerk", "clerk"), make_user("other", "panel_desk")
    day = timezone.localdate() + datetime.timedelta(days=30)
    spring = make_meeting("spring", start=day)
    spring.clerks.add(clerk)
    panel = create_panel(meeting=spring, seats=seats_of(letters), by=clerk, source="test", title="Ours", date=day)
    address = f"/panels/{panel.slug}/"
    assert said in signed_in(clerk).get(address).content.decode()
    waits = "At our own meetings, to decide now" in signed_in(other).get("/panels/desk/").content.decode()
    assert waits == ("find other" in said)
    signed_in(other).post(f"{address}exempt/", {"reason": "ex officio"})
    assert "may be announced" in signed_in(clerk).get(address).content.decode()
    Panel.objects.update(date=timezone.localdate() - datetime.timedelta(days=30))
    assert "announce" not in signed_in(clerk).get(address).content.decode()


def test_whoever_enters_a_panel_of_our_meeting_does_not_exempt_it() -> None:
    from tests.worlds.builders import make_user
    from tests.worlds.invitations import seats_of

    desk, other = make_user("desk", "panel_desk"), make_user("other", "panel_desk")
    panel = create_panel(meeting=make_meeting("spring"), seats=seats_of("mm"), by=desk, source="test", title="Panel")
    address = f"/panels/{panel.slug}/exempt/"
    refused = signed_in(desk).post(address, {"reason": "ex officio"}, follow=True).content.decode()
    assert "You entered this panel" in refused
    assert not Panel.objects.get().exempt_reason
    signed_in(other).post(address, {"reason": "ex officio"})
    assert Panel.objects.get().exempt_by == other


@pytest.mark.database
def test_the_second_of_two_who_decide_gets_a_conflict() -> None:
    desk = signed_in("panel_desk")
    desk.post("/panels/new/", quick(speakers="Mr. Bo Lind\nMs. Ada Nwosu", do="keep"))
    made = Invitation.objects.get()
    both = {"seen": seen(desk, made.get_absolute_url())}
    assert desk.post(f"{made.get_absolute_url()}decide/", both | {"to": "accepted"}).status_code == 302
    assert desk.post(f"{made.get_absolute_url()}decide/", both | {"to": "declined"}).status_code == 409
    assert Invitation.objects.get().state == "accepted"


def test_the_desk_says_what_is_due_what_to_check_again_and_what_waits() -> None:
    from tests.worlds.builders import make_user

    account = make_user("desk", "panel_desk")
    today = timezone.localdate()
    ahead = {days: today + datetime.timedelta(days=days) for days in (-1, 1, 7, 8, 40)}
    for title, letters, day, states in (
        ("Due now", "mm", ahead[40], ()),
        ("A week ahead", "wm", ahead[7], ("accepted",)),
        ("Tomorrow", "wm", ahead[1], ("accepted",)),
        ("Later", "wm", ahead[8], ("accepted",)),
        ("Yesterday", "wm", ahead[-1], ("accepted",)),
        ("Draft", "", ahead[40], ()),
        ("Asked", "mm", ahead[40], ("change_requested",)),
        ("Over", "mm", ahead[40], ("declined",)),
    ):
        go(make_invitation(account, letters, title=title, date=day, reply_due=today), *states, by=account)
    # What was checked before the day on which it is to be looked at again does not count.
    Check._base_manager.update(at=timezone.now() - datetime.timedelta(days=30))
    page = signed_in(account).get("/panels/desk/").content.decode()
    actions = {title: action for action, title in re.findall(r'aria-label="([^":]+): ([^"]+)"', page)}
    assert actions == {
        "Due now": "Decide", "A week ahead": "Check again", "Tomorrow": "Check again", "Later": "Open",
        "Yesterday": "Record", "Draft": "Ask who", "Asked": "Enter the answer", "Over": "Close",
    }  # fmt: skip
    assert "Speaker Number" not in page
    assert "4 invitations need you" in page
    again = Invitation.objects.get(panel__title="Tomorrow")
    post(signed_in(account), again, "check-again", occasion="day_before")
    assert 'aria-label="Open: Tomorrow"' in signed_in(account).get("/panels/desk/").content.decode()
    found = signed_in(account).get("/panels/desk/?q=asked").content.decode()
    assert "Due now" not in found


def test_below_the_desk_stand_past_panels_and_ours_ahead_and_a_forum_narrows_all() -> None:
    from tests.worlds.builders import make_forum, make_panel, make_user

    account, today = make_user("desk", "panel_desk"), timezone.localdate()
    spring = make_meeting("spring", forum=make_forum("spring-forum"), start=today)
    autumn = make_meeting("autumn", forum=make_forum("autumn-forum"), start=today)
    before, ahead = today - datetime.timedelta(days=90), today + datetime.timedelta(days=90)
    make_panel("Spring past", "mm", meeting=spring, date=before, slug="spring-past")
    make_panel("Spring ahead", "mm", meeting=spring, date=ahead, slug="spring-ahead")
    make_panel("Autumn past", "wm", meeting=autumn, date=before, slug="autumn-past")
    make_invitation(account, "mm", title="Spring asks", meeting=spring)
    make_invitation(account, "mm", title="Autumn asks", meeting=autumn)
    desk = signed_in(account)
    page = desk.get("/panels/desk/").content.decode()
    assert (
        page.index("Spring asks") < page.index("Spring ahead") < page.index("Past panels") < page.index("Autumn past")
    )
    assert "1 of 3 panels" not in page
    narrowed = desk.get("/panels/desk/", {"forum": str(autumn.forum_id)}).content.decode()
    assert "Autumn asks" in narrowed
    assert "Autumn past" in narrowed
    assert not [word for word in ("Spring asks", "Spring ahead", "Spring past") if word in narrowed]


def test_reading_names_is_noted_and_the_trail_holds_none() -> None:
    desk = signed_in("panel_desk")
    desk.post("/panels/new/", quick(do="keep"))
    desk.get(Invitation.objects.get().get_absolute_url())
    assert Change.objects.filter(action="read_names", subject__startswith="invitation:").exists()
    assert not [one for one in Change.objects.all() if "Lind" in f"{one.before}{one.after}{one.evidence}"]


def test_lines_that_are_not_understood_are_shown_before_anything_is_saved() -> None:
    desk = signed_in("panel_desk")
    page = desk.post("/panels/new/", quick(speakers=f"{MEN}\nCoffee and tea")).content.decode()
    assert "Line 4: Coffee and tea" in page
    desk.post("/panels/new/", quick(speakers=f"{MEN}\nCoffee and tea", do="keep"))
    assert not Invitation.objects.exists(), "a line is left out by somebody who saw it"
    desk.post("/panels/new/", quick(speakers=f"{MEN}\nCoffee and tea", do="keep", left_out="Coffee and tea"))
    made = Invitation.objects.get()
    page = post(desk, made, "line-up", speakers=f"{MEN}\nCoffee and tea", our_speaker="").content.decode()
    assert "Nothing is saved yet" in page
    assert LineUp.objects.count() == 1
    post(desk, made, "line-up", speakers=f"{MEN}\nCoffee and tea", our_speaker="", anyway="")
    assert LineUp.objects.count() == 2
