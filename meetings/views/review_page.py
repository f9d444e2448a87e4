"""The page of a review: its title, its groups of rows, what words mean in the list, what the dock says."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.contrib.humanize.templatetags.humanize import apnumber
from django.core.paginator import Page, Paginator
from django.db.models import Q
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from meetings.forms.lists import BASES
from meetings.forms.reading import on_page
from meetings.forms.review import Control
from meetings.imports.participants.entities import entities_for
from meetings.models import ImportBatch, ImportRow
from meetings.rights import Account
from meetings.views.document_parts import not_understood
from meetings.views.review_gone import Gone
from meetings.views.review_lines import FINE, FIRST_FINE, INVALID, LOOK, Sheet, questions_of
from meetings.views.review_values import corrected_cells, meanings_of
from meetings.vocabulary import BatchState, ListAccess, ListStatus, Outcome

PAGE = 50
WAY_BACK = {"columns": "meetings:batch-map", "review": "meetings:batch"}
TABS: dict[str, tuple[Any, Q]] = {
    "needs": (gettext_lazy("to look at"), INVALID | LOOK),
    "new": (gettext_lazy("new people"), Q(outcome=Outcome.NEW)),
    "same": (gettext_lazy("already on record"), Q(outcome=Outcome.UNCHANGED)),
    "changes": (gettext_lazy("with changes"), Q(outcome=Outcome.UPDATED)),
    "all": (gettext_lazy("rows in the file"), Q()),
}


class ReviewPage:
    """What the page prints of one staged list, for one look at it."""

    def __init__(self, batch: ImportBatch, user: Account, *, may_edit: bool, tab: str, number: str | None) -> None:
        self.batch, self.may_edit, self.number = batch, may_edit, number
        self.totals, self.read = batch.totals, batch.summary
        self.sheet = Sheet(batch, user, may_edit)
        self.all_rows = batch.rows.select_related("participation").order_by("number", "pk")
        self.questions = self.totals.get("questions", [])
        asked_in = {one.get("row") for one in self.questions}
        self.fix = self.all_rows.filter(INVALID)
        self.look = self.all_rows.filter(LOOK).exclude(number__in=asked_in)
        self.fixes = self.fix.count() + len(self.stops) + self.lacks_basis
        self.gone = Gone(batch, self.sheet)
        self.looks = len(self.questions) + self.look.count() + len(self.remarks) + self.gone.open
        self.unread = not_understood(batch)
        known = tab in TABS or (tab == "unread" and self.unread)
        self.tab = tab if known else ("needs" if self.fixes + self.looks else "new")
        self.shown: list[ImportRow] = []

    @property
    def stops(self) -> list[str]:
        """What is wrong with the list as a whole, so that nothing can be imported."""
        return [on_page(one["message"]) for one in self._of_list("error")]

    @property
    def remarks(self) -> list[str]:
        """What was noticed about the list as a whole."""
        return [on_page(one["message"]) for one in self._of_list("warning")]

    def _of_list(self, level: str) -> Iterable[dict[str, Any]]:
        # Questions and absent people have rows of their own.
        own = ("unknown_title", "unknown_value", "unknown_country", "code_disagrees", "absent", "may_be_renamed")
        of_file = [dict(one) for one in self.read.problems if one["row"] is None]
        of_rows = [one for one in self.totals.get("problems", []) if one["code"] not in own]
        return [one for one in [*of_file, *of_rows] if one["level"] == level]

    @property
    def gender_column(self) -> str:
        """The header of the gender column, "" where the list has none or nothing stands in it."""
        return self.read.mapped.get("gender", "") if self.totals.get("values", {}).get("gender") else ""

    @property
    def lacks_basis(self) -> bool:
        """Whether nobody has said yet where the gender column comes from."""
        return bool(self.totals.get("unnamed_column"))

    def context(self) -> dict[str, Any]:
        """Everything the template prints."""
        self.page: Page[Any]
        groups = self._groups() if self.tab == "needs" else self._one_tab()
        return self._said() | {
            "tab": self.tab,
            "bar": self._bar(),
            "groups": groups,
            "fixes": self.fixes,
            "looks": self.looks,
            "title": self._title(),
            "page": self.page,
            "unread": self.unread,
            "unused": self.read.ignored,
            "used": len(self.read.mapped),
        }

    def _said(self) -> dict[str, Any]:
        """What was said about the list, and what is still asked of it as a whole."""
        return {
            "values": meanings_of(self.batch, may_edit=self.may_edit),
            "corrected": corrected_cells(self.batch),
            "names": self._names(),
            "basis": self._basis(),
            "source": Control("source", _("For example, the registration form"), self.batch.gender_source, "map"),
            "describes": self._describes(),
            "stopped": bool(self.stops) or self.lacks_basis,
        }

    def _bar(self) -> list[dict[str, Any]]:
        """The numbers of the list, each leading to its rows."""
        counts = {name: self.batch.rows.filter(rows).count() for name, (_label, rows) in TABS.items()}
        counts["needs"] = self.fixes + self.looks
        return [
            {"name": name, "label": label, "number": counts[name], "current": name == self.tab}
            for name, (label, _rows) in TABS.items()
        ]

    def _groups(self) -> list[dict[str, Any]]:
        """Must be fixed, please look, fine; fifty rows a page, the fine ones after the last of the others."""
        listed = [("fix", pk) for pk in self.fix.values_list("pk", flat=True)]
        listed += [("ask", place) for place in range(len(self.questions))]
        listed += [("look", pk) for pk in self.look.values_list("pk", flat=True)]
        self.page = Paginator(listed, PAGE).get_page(self.number)
        here, first = list(self.page.object_list), self.page.number == 1
        fix, asked, look = ([one for group, one in here if group == name] for name in ("fix", "ask", "look"))
        rows = {row.pk: row for row in self.all_rows.filter(pk__in=[*fix, *look])}
        self.shown = list(rows.values())
        found = []
        if fix or (first and self.fixes):
            stops = self.stops if first else []
            found.append(
                _group("act", _("Must be fixed"), _must(self.fixes), self.sheet.rows(rows[pk] for pk in fix), stops)
            )
        if asked or look or (first and (self.looks or self.gone.number)):
            lines = [*self._asked(asked), *self.sheet.rows(rows[pk] for pk in look)]
            found.append(_group("watch", _("Please look"), _may(self.looks), lines, self.remarks if first else []))
            found[-1]["gone"] = self.gone if first and self.gone.number else None
        return found if self.page.has_next() else found + self._fine()

    def _fine(self) -> list[dict[str, Any]]:
        """The first rows in which nothing is in doubt."""
        fine = list(self.all_rows.filter(FINE)[:FIRST_FINE])
        self.shown += fine
        number = self.batch.rows.filter(FINE).count()
        words = ngettext("%(number)s row", "%(number)s rows", number) % {"number": number}
        some = words if number <= FIRST_FINE else _("%(rows)s, the first twelve") % {"rows": words}
        return [_group("ok", _("Fine"), some, self.sheet.rows(fine, fine=True), [])] if fine else []

    def _asked(self, places: list[int]) -> list[Any]:
        wanted = {self.questions[place].get("row") for place in places}
        rows = {row.number: row for row in self.all_rows.filter(number__in=wanted)}
        self.shown += rows.values()
        some = [self.questions[place] for place in places]
        return questions_of(some, self.sheet, rows)

    def _one_tab(self) -> list[dict[str, Any]]:
        """The rows of one number of the bar, in the order of the file; of a document also the lines left over."""
        if self.tab == "unread":
            self.page = Paginator(self.unread, PAGE).get_page(self.number)
            return []
        found = Paginator(self.all_rows.filter(TABS[self.tab][1]), PAGE).get_page(self.number)
        self.page = found
        self.shown = list(found.object_list)
        label = str(TABS[self.tab][0])
        rows = self.sheet.rows(self.shown, fine=True)
        return [_group("ok", label.capitalize(), str(self.page.paginator.count), rows, [])]

    def _title(self) -> str:
        if not self.totals.get("people"):
            return _("No people could be read from this list")
        if self.fixes:
            said = ngettext(
                "Almost there: %(number)s thing to fix", "Almost there: %(number)s things to fix", self.fixes
            )
            return said % {"number": apnumber(self.fixes)}
        if self.looks:
            said = ngettext(
                "Ready to import; %(number)s thing to look at",
                "Ready to import; %(number)s things to look at",
                self.looks,
            )
            return said % {"number": apnumber(self.looks)}
        return _("Ready to import: everything reads well")

    def _names(self) -> list[str]:
        """States and organizations to choose from where a delegation is written."""
        if not self.may_edit:
            return []
        return sorted(entities_for(self.batch.document.meeting.start, {}).names.values())

    def _basis(self) -> Control | None:
        """Where the gender column comes from: asked where there is one, never said beforehand."""
        if not self.gender_column or not self.may_edit:
            return None
        words = _("Where the column “%(header)s” comes from") % {"header": self.gender_column}
        options = [("", _("choose…")), *BASES]
        return Control("basis", words, self.batch.gender_basis, "bad" if self.lacks_basis else "map", options=options)

    def _describes(self) -> list[Control]:
        """Provisional or final, open or closed: asked openly, as it stands."""
        access = self.batch.said.access or self.batch.document.meeting.list_access
        return [
            Control("status", _("This list is"), self.batch.document.status, "map", options=list(ListStatus.choices)),
            Control("access", _("Who can read it"), access, "map", options=list(ListAccess.choices)),
        ]


def _group(state: str, title: str, note: str, rows: list[Any], notes: list[str]) -> dict[str, Any]:
    return {"state": state, "title": title, "note": note, "rows": rows, "notes": notes, "gone": None}


def _must(number: int) -> str:
    words = ngettext(
        "%(number)s thing. Fix it or skip the row before you import.",
        "%(number)s things. Fix them or skip the rows before you import.",
        number,
    )
    return words % {"number": number}


def _may(number: int) -> str:
    words = ngettext(
        "%(number)s thing. You can import now and answer later.",
        "%(number)s things. You can import now and answer later.",
        number,
    )
    return words % {"number": number}


def import_steps(now: str, batch: ImportBatch | None = None) -> list[dict[str, str]]:
    """File, Columns, Review, Import: where somebody stands, and the way back to a step that is done."""
    known = (("file", _("File")), ("columns", _("Columns")), ("review", _("Review")), ("import", _("Import")))
    here = [key for key, _label in known].index(now)
    back = {}
    if batch and batch.state == BatchState.PREVIEWED:
        of_batch = [batch.document.meeting.slug, batch.pk]
        back = {key: reverse(page, args=of_batch) for key, page in WAY_BACK.items()}
    return [
        {
            "label": label,
            "state": "done" if place < here else "now" if place == here else "",
            "url": back.get(key, "") if place != here else "",
        }
        for place, (key, label) in enumerate(known)
    ]
