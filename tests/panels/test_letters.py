"""Letters: filled in from the record, edited, taken along, on record as sent; wordings in versions."""

from __future__ import annotations

import email
import io
import zipfile
from itertools import product

import pytest
from django.contrib.auth.models import User

from meetings.letters.wordings import FIELD, unknown_fields
from meetings.models import Change
from meetings.vocabulary import LetterLanguage
from panels.actions.steps import last_number
from panels.letters.drafts import draft
from panels.letters.wordings import FIELDS, as_supplied
from panels.models import Invitation, LetterTemplate, Step
from panels.vocabulary import LetterKind
from tests.worlds.builders import make_user, signed_in
from tests.worlds.invitations import go, make_expert, make_invitation

KINDS = list(product(LetterKind.values, LetterLanguage.values))


@pytest.fixture
def desk(db: None) -> User:
    return make_user("desk", "panel_desk")


@pytest.mark.parametrize(("kind", "language"), KINDS)
def test_the_supplied_wordings_ask_for_nothing_that_is_not_on_record(kind: str, language: str) -> None:
    wording = as_supplied(kind, language)
    assert unknown_fields(wording.subject + wording.text, FIELDS) == []
    assert "[title]" in wording.text


@pytest.mark.parametrize(
    ("letters", "english", "french"),
    [
        ("mmm", "all 3 speakers are men", "les 3 intervenants sont tous des hommes"),
        ("ww", "both speakers are women", "les deux intervenantes sont des femmes"),
        ("mmW", "both other speakers are men", "les deux autres intervenants sont des hommes"),
        ("mmmW", "all 3 other speakers are men", "les 3 autres intervenants sont tous des hommes"),
        ("m?", "we do not know yet who is to speak", "nous ne savons pas encore qui doit intervenir"),
        ("", "we do not know yet who is to speak", "nous ne savons pas encore qui doit intervenir"),
    ],
)
def test_a_letter_says_what_the_check_found(letters: str, english: str, french: str, desk: User) -> None:
    made = make_invitation(desk, letters)
    in_english, in_french = (draft(made, "ask_change", language).text for language in ("en", "fr"))
    assert english in in_english
    assert french in in_french
    assert "9 March 2027" in in_english
    assert "9 mars 2027" in in_french
    assert ("one man" in in_english) == (letters == "ww")
    for kind, language in KINDS:
        filled = draft(made, kind, language)
        assert not FIELD.search(filled.subject + filled.text)
        assert "Speaker Number" not in filled.text


def test_a_letter_is_kept_as_sent_and_a_later_wording_changes_nothing_in_it(desk: User) -> None:
    client, made = signed_in("panel_desk"), make_invitation(desk, "mm")
    wording = {"subject": "About [title]", "text": "Please add [missing]."}
    saved = client.post("/panels/letters/?kind=ask_change&language=en", wording)
    assert saved.status_code == 302
    address = f"/panels/{made.panel.slug}/"
    page = client.get(f"{address}letter/?kind=ask_change").content.decode()
    assert "Please add one woman." in page
    template = LetterTemplate.objects.get()
    sent = {"to": "change_requested", "seen": last_number(made), "subject": "About us",
            "letter_text": "Please add one woman, Ada.", "letter_language": "en",
            "letter_template": template.pk}  # fmt: skip
    client.post(f"{address}decide/", sent)
    client.post("/panels/letters/?kind=ask_change&language=en", wording | {"text": "Another [finding]", "seen": 1})
    step = Step.objects.get(to_state="change_requested")
    assert (step.letter_text, step.letter_template) == ("About us\n\nPlease add one woman, Ada.", template)
    assert "Please add one woman, Ada." in client.get(f"{address}letter/").content.decode()
    assert list(LetterTemplate.objects.values_list("version", flat=True)) == [1, 2]


def test_the_page_of_an_invitation_shows_the_letter_to_send_with_what_the_record_filled_in(desk: User) -> None:
    client, expert = signed_in("panel_desk"), make_expert("Juniper Fallowfield")
    made = make_invitation(desk, "mmW", area="nuclear")
    page = client.get(made.get_absolute_url()).content.decode()
    assert "<mark>both other speakers are men</mark>. Could you add at least <mark>one woman</mark>" in page
    assert "Mixed by us alone" in page
    assert "Juniper Fallowfield" in page
    assert f"expert:{expert.pk}" in shown_to(made)
    french = client.get(f"{made.get_absolute_url()}?letter=fr").content.decode()
    assert 'lang="fr"' in french
    assert "<mark>9 mars 2027</mark>" in french
    assert client.get(f"{made.get_absolute_url()}?letter=xx").status_code == 200
    for letters, states in (("wm", ()), ("mm", ("change_requested",))):
        other = go(make_invitation(desk, letters, title=letters), *states, by=desk)
        assert 'id="letter-text"' not in client.get(other.get_absolute_url()).content.decode(), "nothing to send now"
    assert 'id="letter-text"' not in signed_in("panel_approver").get(made.get_absolute_url()).content.decode()


def shown_to(made: Invitation) -> list[str]:
    """Whom the trail says that somebody was shown on the page of an invitation."""
    notes = Change.objects.filter(action="read_names", subject=f"invitation:{made.pk}")
    return [one for note in notes for one in (note.after or {})["shown"]]


def test_a_wording_that_somebody_wrote_meanwhile_is_kept(desk: User) -> None:
    client, address = signed_in("panel_desk"), "/panels/letters/?kind=decline&language=en"
    supplied = as_supplied("decline", "en").subject
    assert f"<b>{supplied}</b>" in client.get(address).content.decode()
    wording = {"subject": "About [title]", "text": "First", "seen": 0}
    assert client.post(address, wording).status_code == 302
    assert client.post(address, wording | {"text": "Second"}).status_code == 409
    assert [one.text for one in LetterTemplate.objects.all()] == ["First"]
    assert 'name="seen" value="1"' in client.get(address).content.decode()
    assert f"<b>{supplied}</b>" in client.get(address).content.decode()


def test_only_letters_that_can_be_decided_are_offered(desk: User) -> None:
    client = signed_in("panel_desk")

    def offered(letters: str, kind: str = "civil_society") -> set[str]:
        made = make_invitation(desk, letters, organiser_type=kind)
        return {one for one, _label in client.get(f"/panels/{made.panel.slug}/letter/").context["kinds"]}

    assert offered("mm") == {"ask_change", "suggest", "accept_on_condition", "decline"}
    assert offered("mm", "own_office") == {"ask_change", "suggest", "decline"}
    assert offered("m?") == {"ask_change", "suggest", "accept_on_condition"}
    assert offered("") == {"ask_who"}


def test_a_wording_that_asks_for_what_nobody_has_is_refused(desk: User) -> None:
    wrong = {"subject": "[title]", "text": "Dear [speaker_names]"}
    page = signed_in("panel_desk").post("/panels/letters/?kind=decline&language=fr", wrong).content.decode()
    assert "“[speaker_names]” is not a field" in page
    assert not LetterTemplate.objects.exists()


def test_the_edited_letter_leaves_for_word_and_for_mail(desk: User) -> None:
    made, client = go(make_invitation(desk, "mm"), "change_requested", by=desk), signed_in("panel_desk")
    edited = {"subject": "Panel\r\nBcc: x@example.org", "letter_text": "Chère Ada,\r\nune femme de plus ?\x0b"}
    address = f"/panels/{made.panel.slug}/letter"
    with zipfile.ZipFile(io.BytesIO(client.post(f"{address}.docx", edited).content)) as word:
        assert "une femme de plus ?" in word.read("word/document.xml").decode()
    message = email.message_from_bytes(client.post(f"{address}.eml", edited).content, policy=email.policy.default)
    assert (message["X-Unsent"], message["Bcc"], message["To"]) == ("1", None, None)
    assert "Chère Ada," in message.get_content()
    assert client.post(f"{address}.docx", {}).status_code == 400
