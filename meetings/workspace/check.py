"""What the check found, in three groups: must be settled, please confirm, fine. And who may lock, in sentences."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from django.contrib.humanize.templatetags.humanize import apnumber
from django.urls import reverse
from django.utils.text import capfirst
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.models import ListDocument, Meeting
from meetings.vocabulary import Category
from meetings.workspace.completeness import named_in, sections_of
from meetings.workspace.finding import Finding, FindingState
from meetings.workspace.next_up import import_url
from meetings.workspace.record import OnRecord

GROUPS = (
    (
        FindingState.MISSING,
        "act",
        gettext_lazy("Must be settled"),
        gettext_lazy("the meeting cannot be locked until then"),
    ),
    (
        FindingState.ACCEPTED,
        "watch",
        gettext_lazy("Accepted with a reason"),
        gettext_lazy("the reason is printed with the figures"),
    ),
    (
        FindingState.NOTED,
        "watch",
        gettext_lazy("Please confirm"),
        gettext_lazy("whoever locks confirms having seen it"),
    ),
    (FindingState.DONE, "ok", gettext_lazy("Fine"), ""),
)


@dataclass(frozen=True, slots=True)
class FindingLine:
    """One finding as the page prints it. ``template`` prints what stands beside it instead of the link."""

    sentence: str
    why: str = ""
    url: str = ""
    label: str = ""
    template: str = ""
    key: str = ""
    reason: str = ""
    seen: bool = False
    may_say: bool = False
    may_accept: bool = False
    may_see: bool = False


@dataclass(frozen=True, slots=True)
class FindingGroup:
    """The findings of one kind; ``state`` names shape and colour of components/status.html."""

    state: str
    title: str
    note: str
    findings: Sequence[FindingLine]


OF_REVIEWERS = ("gender-sources",)
"""Pages for those alone who may lock."""


def finding_groups(
    meeting: Meeting, found: Iterable[Finding], have: OnRecord, *, decides: bool, locks: bool
) -> list[FindingGroup]:
    """The groups that hold something, the most pressing first; links only for who may settle something here, and what
    can be said of findings only for who may lock."""
    groups, every = [], list(found)
    says = locks and not meeting.locked_at
    for state, shape, title, note in GROUPS:
        lines = [
            _line(meeting, one, have, may=locks if one.page in OF_REVIEWERS else decides, says=says)
            for one in every
            if one.state is state
        ]
        if lines:
            said = f"{len(lines)} · {note}" if note else str(len(lines))
            if state is FindingState.NOTED and says:
                said += " · " + _("you have seen %(number)s") % {"number": sum(line.seen for line in lines)}
            groups.append(FindingGroup(shape, str(title), said, lines))
    return groups


def _line(meeting: Meeting, finding: Finding, have: OnRecord, *, may: bool, says: bool) -> FindingLine:
    url = _where(meeting, finding, have) if may else ""
    return FindingLine(
        finding.sentence,
        why=_("Accepted: %(reason)s") % {"reason": finding.reason} if finding.reason else "",
        url=url,
        label=_("Open") if url else "",
        template="meetings/finding_do.html" if says or finding.reason else "",
        key=finding.key,
        reason=finding.reason,
        seen=finding.seen,
        may_say=says,
        may_accept=says and finding.may_be_accepted,
        may_see=says and finding.state is FindingState.NOTED,
    )


def _where(meeting: Meeting, finding: Finding, have: OnRecord) -> str:
    """The page on which a finding is put right; of lists that wait that of the first."""
    if finding.key == "waiting" and finding.is_missing and have.waiting:
        return import_url(meeting, (have.lists or have.proceedings)[0])
    return reverse(f"meetings:{finding.page}", args=[meeting.slug]) if finding.page not in ("", "check") else ""


def headline(meeting: Meeting, missing: int) -> str:
    """The title of the page: what is left."""
    if meeting.locked_at:
        return _("Checked and locked")
    if not missing:
        return _("Nothing is missing: a second person can lock it")
    words = ngettext(
        "%(number)s thing must be settled before the lock", "%(number)s things must be settled before the lock", missing
    )
    return capfirst(words % {"number": apnumber(missing)})


@dataclass(frozen=True, slots=True)
class TotalLine:
    """One total of a document beside the record's; ``said`` is None where the document states none."""

    field: str
    label: str
    said: int | None
    ours: int

    @property
    def difference(self) -> int:
        return self.said - self.ours if self.said is not None else 0

    @property
    def words(self) -> str:
        if self.said is None:
            return _("not entered")
        if not self.difference:
            return _("agree")
        words = {"number": abs(self.difference)}
        return (_("%(number)s more") if self.difference > 0 else _("%(number)s fewer")) % words

    @property
    def status(self) -> str:
        return "open" if self.said is None else "watch" if self.difference else "ok"


def totals_of(document: ListDocument) -> list[TotalLine]:
    """What a document says about its own size, beside what is on record of it."""
    people = named_in(document)
    sections = [
        TotalLine(f"section_{category}", str(Category(category).label), document.printed_sections.get(category), ours)
        for category, ours in sections_of(document).items()
    ]
    return [
        *sections,
        TotalLine("printed_people", _("People"), document.printed_people, people.count()),
        TotalLine(
            "printed_delegations",
            _("Delegations"),
            document.printed_delegations,
            people.values("delegation").distinct().count(),
        ),
    ]
