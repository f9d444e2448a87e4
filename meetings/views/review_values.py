"""What words mean in a staged list: once per distinct value, with its rows, and with who said so and when."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from meetings.countries import key as country_key
from meetings.forms.review import OF_ENTITIES, Control, cell, choice
from meetings.models import Alias, Honorific, ImportBatch
from meetings.models.review import GivenAnswer
from meetings.views.review_lines import answers_of
from meetings.vocabulary import Gender, QuestionKind

SHOWN = 8
MEANINGS = {
    "woman": (Gender.WOMAN.label, "w"),
    "man": (Gender.MAN.label, "m"),
    "another": (Gender.ANOTHER.label, "a"),
    "": (gettext_lazy("not recorded, says nothing"), "u"),
    "?": (gettext_lazy("not recorded, asked"), "u"),
}
Given = dict[tuple[str, str], GivenAnswer]
Line = dict[str, Any]


def meanings_of(batch: ImportBatch, *, may_edit: bool) -> list[Line]:
    """Titles, delegations, genders and answers about people, each kind with its lines; those that nobody needs to look
    at are folded. An answer given here can be given otherwise."""
    values = batch.totals.get("values", {})
    given = {(one.kind, one.key): one for one in batch.said.answers}
    titles = {one.key: one for one in Honorific.objects.filter(by__isnull=False).select_related("by")}
    spellings = {one.key: one for one in Alias.objects.filter(by__isnull=False).select_related("by")}
    found = [
        _folded(_("Title"), [_title(one, given, titles) for one in values.get("title", [])]),
        _folded(_("Delegation"), [_delegation(one, given, spellings) for one in values.get("delegation", [])]),
        _folded(_("Gender"), [_gender(one, given) for one in values.get("gender", [])]),
    ]
    found.append(_folded(_("Answered"), [_line(one.found, one.rows, answer=one) for one in given.values()]))
    for line in (line for kind in found for line in [*kind["lines"], *kind["folded"]]):
        answer = line.pop("answer")
        line["control"] = _again(answer) if answer and may_edit else None
    return [one for one in found if one["number"]]


def _folded(label: str, lines: list[Line]) -> Line:
    lines.sort(key=lambda line: -line["weight"])
    shown = max(SHOWN, sum(1 for line in lines if line["weight"]))
    return {"label": label, "number": len(lines), "lines": lines[:shown], "folded": lines[shown:]}


def _line(text: str, rows: int, words: Any = "", swatch: str = "", answer: GivenAnswer | None = None) -> Line:
    who, when = (answer.who, answer.at[:10]) if answer else ("", "")
    line = {"text": text, "rows": rows, "words": words, "swatch": swatch, "who": who, "when": when}
    return line | {"answer": answer, "weight": 2 if answer else 0}


def _title(value: Mapping[str, Any], given: Given, learnt: Mapping[str, Honorific]) -> Line:
    words, swatch = MEANINGS.get(value["meaning"], MEANINGS["?"])
    answer = given.pop((QuestionKind.TITLE, value["key"]), None)
    line = _line(value["text"], value["rows"], words, swatch, answer)
    return _remembered(line, learnt.get(value["key"]), is_asked=value["meaning"] == "?")


def _delegation(value: Mapping[str, Any], given: Given, learnt: Mapping[str, Alias]) -> Line:
    printed, is_asked = country_key(value["text"]), value["meaning"] == "?"
    answer = given.pop((QuestionKind.COUNTRY, printed[:200]), None)
    line = _line(value["text"], value["rows"], _("asked") if is_asked else value["meaning"], answer=answer)
    if value["meaning"] != value["text"]:
        line["weight"] = max(line["weight"], 1)
    return _remembered(line, learnt.get(printed[:300]), is_asked=is_asked)


def _gender(value: Mapping[str, Any], given: Given) -> Line:
    words, swatch = MEANINGS.get(value["meaning"], MEANINGS[""])
    answer = given.pop((QuestionKind.VALUE, value["key"]), None)
    return _line(value["text"], value["rows"], words, swatch, answer) | {"weight": 1}


def _remembered(line: Line, known: Honorific | Alias | None, *, is_asked: bool) -> Line:
    """The line with who said it elsewhere; what is still asked stands first."""
    if is_asked:
        return line | {"weight": 3}
    if known and known.by and not line["answer"]:
        when = f"{known.at:%Y-%m-%d}" if known.at else ""
        return line | {"who": known.by.get_username(), "when": when, "weight": 1}
    return line


def _again(answer: GivenAnswer) -> Control:
    """An answer that was given here, to be given otherwise or taken back."""
    codes = [*answer.codes, *([answer.answer.partition(":")[2]] if answer.kind in OF_ENTITIES else [])]
    offered = dict(answers_of(codes).values())
    return choice(
        answer.kind, answer.key, _("%(found)s means") % {"found": answer.found}, answer.answer, offered, "map"
    )


def corrected_cells(batch: ImportBatch) -> list[Line]:
    """The cells that were written anew, each with what the file prints, to be written again."""
    return [
        {"cell": one, "control": cell(one.row, one.field, _("row %(row)s") % {"row": one.row}, one.said, "map")}
        for one in batch.said.cells
    ]
