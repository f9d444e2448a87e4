"""Loading of the demonstration: its lists through the real import, everything else through actions."""

import datetime
from collections.abc import Sequence
from dataclasses import replace

from django.contrib.auth.models import User
from django.utils import timezone

from meetings.actions.demo import open_forums
from meetings.actions.head_counts import head_count_of, record_head_count
from meetings.actions.locks import lock_meeting, state_totals, what_is_missing
from meetings.actions.meetings import create_meeting, set_clerks
from meetings.actions.offices import set_office_holders
from meetings.actions.panels import Seat, create_panel
from meetings.actions.stale import version_of
from meetings.demo.office import CITY, FORUMS, REVISED, SESSIONS, Layout, Session, ahead_of
from meetings.demo.panels import AHEAD, PANELS
from meetings.demo.people import Entry, list_of, provisional_list_of
from meetings.demo.proceedings import bureau_file, presidents_of, statements_file
from meetings.demo.workbooks import file_of
from meetings.imports.participants.pipeline import ListSource, import_list
from meetings.imports.proceedings.pipeline import ProceedingsSource, import_proceedings
from meetings.models import Country, Delegation, Meeting
from meetings.vocabulary import GenderBasis, ListStatus, ProceedingsKind
from meetings.workspace.completeness import documents_in_force, named_in

SOURCE = "demonstration"


def load_demo(*, by: User, checked_by: User) -> int:
    """Load what is not there yet; ``by`` becomes the clerk of the meetings. Returns how many sessions are new.

    ``checked_by`` locks the sessions of earlier years, so that there is something to publish.
    """
    open_forums(FORUMS)
    missing = [session for session in SESSIONS if not Meeting.objects.filter(slug=session.slug).exists()]
    for session in missing:
        _hold(session, by=by)
    if missing:
        _prepare(ahead_of(timezone.localdate()), by=by)
    for session in missing:
        if session.start.year < SESSIONS[-1].start.year:
            _check(Meeting.objects.get(slug=session.slug), by=checked_by)
    return len(missing)


def _hold(session: Session, *, by: User) -> None:
    meeting = _open(session, by=by)
    if session is REVISED:
        _import(session, meeting, provisional_list_of(session), ListStatus.PROVISIONAL, by=by)
    _import(session, meeting, list_of(session), ListStatus.FINAL, by=by)
    if session.slug == "demo-treaty-2023":
        _count_without_names(meeting, by=by)
    for slug, title, gender_is_topic, seats in PANELS:
        if slug == session.slug:
            _seat(meeting, title, session.start, seats, gender_is_topic, by=by)
    if session.heard:
        _hear(session, meeting, by=by)
        _take_office(session, meeting, by=by)


def _prepare(session: Session, *, by: User) -> None:
    """A session to come: its panels are known, its list is not."""
    meeting = _open(session, by=by)
    for panel in AHEAD:
        _seat(meeting, panel.title, session.start + datetime.timedelta(days=panel.day), panel.seats, by=by)


def _open(session: Session, *, by: User) -> Meeting:
    meeting = create_meeting(
        slug=session.slug, forum_id=session.forum, title=session.title, start=session.start, end=session.end,
        symbol=session.symbol, city=CITY, format=session.format, list_access=session.access, demonstration=True,
        by=by, source=SOURCE,
    )  # fmt: skip
    set_clerks(meeting, clerks=[by], by=by, source=SOURCE)
    return meeting


def _seat(
    meeting: Meeting, title: str, date: datetime.date, seats: Sequence[Seat], gender_is_topic: bool = False, *, by: User
) -> None:
    create_panel(
        meeting=meeting, title=title, date=date, organisers="Demonstration secretariat",
        gender_is_topic=gender_is_topic, seats=seats, by=by, source=SOURCE,
    )  # fmt: skip


def _hear(session: Session, meeting: Meeting, *, by: User) -> None:
    """Statements, through the real import."""
    name, data = statements_file(session)
    _import_proceedings(meeting, ProceedingsSource(data, name), by=by)


def _take_office(session: Session, meeting: Meeting, *, by: User) -> None:
    """The bureau through the real import; with its last session, the presidents of a forum as if typed in."""
    states = {state.name_en: state.code for state in Country.objects.all()}
    name, data = bureau_file(session, states)
    days = {"start": session.start.isoformat(), "end": session.end.isoformat()}
    said = days | {"source": "Demonstration secretariat"}
    _import_proceedings(meeting, ProceedingsSource(data, name, ProceedingsKind.OFFICES, said), by=by)
    sessions = [one for one in SESSIONS if one.forum == session.forum]
    if session is sessions[-1] and session.layout is Layout.COLUMNS:
        held = [replace(one, country=states.get(one.country or "")) for one in presidents_of(sessions)]
        set_office_holders(meeting.forum, held, by=by, source=SOURCE)


def _import_proceedings(meeting: Meeting, source: ProceedingsSource, *, by: User) -> None:
    report = import_proceedings(meeting, source, by=by).as_json()
    if report["status"] != "imported" or report["questions"] or report["ignored"]:
        raise RuntimeError(f"The demonstration's {source.filename} was not imported: {report['problems'][:3]}")


def _import(session: Session, meeting: Meeting, entries: list[Entry], status: ListStatus, *, by: User) -> None:
    """One list, as a clerk would bring it in; what the import refuses is a fault of the demonstration."""
    symbol = session.symbol if status == ListStatus.FINAL else session.symbol.replace("INF.", "PROV.")
    form = session.layout is Layout.FORM
    source = ListSource(
        data=file_of(session, entries, status),
        filename=session.file,
        symbol=symbol,
        status=status,
        gender_basis=GenderBasis.REGISTRATION if form else GenderBasis.NONE,
        gender_source="Registration form of the demonstration" if form else "",
    )
    report = import_list(meeting, source, by=by).as_json()
    if report["status"] != "imported":
        raise RuntimeError(f"The demonstration's list of {session.slug} was not imported: {report['problems'][:3]}")


def _check(meeting: Meeting, *, by: User) -> None:
    """What a reviewer does with a session that is over. One about which a question is open stays unlocked."""
    for document in documents_in_force(meeting):
        named = named_in(document)
        unnamed = 6 if meeting.slug == "demo-treaty-2023" else 0
        state_totals(
            document, printed_people=named.count() + unnamed,
            printed_delegations=named.values("delegation").distinct().count(),
            difference_reason="The cover counts six people of Indonesia whom no line names." if unnamed else "", by=by,
        )  # fmt: skip
    if not what_is_missing(meeting):
        lock_meeting(meeting, by=by)


def _count_without_names(meeting: Meeting, *, by: User) -> None:
    """People whom the cover of a list counts and whom no line names."""
    delegation = Delegation.objects.get(meeting=meeting, country="IDN")
    record_head_count(
        delegation, women=2, men=3, another=0, unknown=1, basis=GenderBasis.PRINTED,
        source="Cover of the demonstration's list", version=version_of(head_count_of(delegation)), by=by,
    )  # fmt: skip
