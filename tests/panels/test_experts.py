"""Experts: suggested by subject and missing gender while their consent holds; how to reach them is for the desk."""

from __future__ import annotations

import json
from datetime import timedelta

import pytest
from django.contrib.auth.models import User
from django.utils import timezone

from meetings.actions.refusals import ActionRefused
from meetings.models import Change
from panels.actions.experts import note_result, remove_expert, suggest, suitable, write_expert
from panels.letters.drafts import draft
from panels.models import Expert, Suggestion
from tests.worlds.builders import make_user, signed_in
from tests.worlds.invitations import go, make_expert, make_invitation

pytestmark = pytest.mark.django_db


@pytest.fixture
def desk() -> User:
    return make_user("desk", "panel_desk")


def test_only_the_missing_gender_on_the_subject_with_consent_is_suggested(desk: User) -> None:
    today = timezone.localdate()
    fits = make_expert("Fits Fallow", areas=["nuclear", "chemical"])
    by_topic = make_expert("Topic Wren", areas=[], topics="folding, glue")
    make_expert("Other Area", areas=["chemical"])
    make_expert("Man Holloway", expert_gender="man")
    make_expert("Not Recorded", expert_gender="unknown", expert_basis="")
    make_expert("Expired Ash", consent_given=today - timedelta(9), consent_until=today - timedelta(1))
    make_expert("Later Ash", consent_given=today + timedelta(1), consent_until=today + timedelta(9))
    make_expert("Speaker Number 0")
    assert suitable(make_invitation(desk, "mm", area="nuclear")) == [fits, by_topic]
    assert [one.name for one in suitable(make_invitation(desk, "mmW", area="nuclear"))] == ["Fits Fallow", "Topic Wren"]
    assert [one.name for one in suitable(make_invitation(desk, "ww", area="nuclear"))] == ["Man Holloway"]
    for mixed in ("wm", "??", ""):
        assert suitable(make_invitation(desk, mixed, area="nuclear")) == []


def test_a_suggestion_is_made_once_named_in_the_letter_and_gets_a_result(desk: User) -> None:
    one = make_expert("Juniper Fallowfield", contact="juniper@folds.example")
    made, client = make_invitation(desk, "mm", area="nuclear"), signed_in("panel_desk")
    address = f"/panels/{made.panel.slug}/"
    assert "Juniper Fallowfield" in client.get(f"{address}letter/").content.decode()
    client.post(f"{address}suggest/", {"expert": one.pk})
    assert suitable(made) == []
    letter = draft(made, "suggest", "en").text
    assert "Juniper Fallowfield" in letter
    assert "juniper@folds.example" not in letter
    with pytest.raises(ActionRefused, match="already suggested"):
        suggest(made, one, by=desk)
    suggestion = Suggestion.objects.get()
    client.post(f"{address}suggestions/{suggestion.pk}/", {"result": "accepted"})
    client.post(f"{address}suggestions/{suggestion.pk}/", {"result": "eaten"})
    suggestion.refresh_from_db()
    assert suggestion.result == "accepted"
    today = timezone.localdate()
    Expert.objects.update(consent_given=today - timedelta(9), consent_until=today - timedelta(1))
    assert "Juniper Fallowfield" not in draft(made, "suggest", "en").text
    with pytest.raises(ActionRefused, match="consent has ended"):
        suggest(make_invitation(desk, "mm"), Expert.objects.get(), by=desk)


def test_who_left_the_list_meanwhile_is_neither_suggested_nor_written_down_again(desk: User) -> None:
    made, stays, leaves = make_invitation(desk, "mm"), make_expert(), make_expert("Leaving Ash")
    suggestion = suggest(made, leaves, by=desk)
    seen = Expert.objects.get(pk=leaves.pk)
    remove_expert(leaves, by=desk)
    for late in (
        lambda: write_expert(seen, by=desk, name="Leaving Ash"),
        lambda: suggest(made, seen, by=desk),
        lambda: note_result(suggestion, "accepted", by=desk),
    ):
        with pytest.raises(ActionRefused):
            late()
    assert list(Expert.objects.all()) == [stays]
    over = go(make_invitation(desk, "mm"), "declined", by=desk)
    with pytest.raises(ActionRefused, match="is over"):
        suggest(over, stays, by=desk)


def test_how_to_reach_an_expert_is_for_the_desk_and_in_no_trail(desk: User) -> None:
    today = timezone.localdate()
    written = {
        "name": "Marigold Ashdown", "expert_gender": "woman", "areas": ["nuclear"], "languages": ["en", "fr"],
        "contact": "marigold@folds.example", "consent_given": f"{today}", "consent_until": f"{today + timedelta(90)}",
    }  # fmt: skip
    client = signed_in("panel_desk")
    assert client.post("/panels/experts/new/", written).status_code == 302
    one = Expert.objects.get()
    assert (one.expert_basis, one.areas, one.languages) == ("self_declared", ["nuclear"], ["en", "fr"])
    client.post(f"/panels/experts/{one.pk}/", written | {"contact": "new@folds.example"})
    assert "new@folds.example" in client.get("/panels/experts/").content.decode()
    page = signed_in("panel_approver").get("/panels/experts/?area=nuclear").content.decode()
    assert "Marigold Ashdown" in page
    assert "folds.example" not in page
    assert signed_in("manager").get("/panels/experts/").status_code == 403
    trail = json.dumps(list(Change.objects.values("action", "subject", "before", "after")), default=str)
    assert "write_expert" in trail
    assert "folds.example" not in trail
    assert "Marigold" not in trail
    backwards = client.post("/panels/experts/new/", written | {"consent_until": f"{today - timedelta(1)}"})
    assert "The consent ends before it begins." in backwards.content.decode()
    client.post(f"/panels/experts/{one.pk}/remove/")
    assert not Expert.objects.exists()
