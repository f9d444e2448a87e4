"""The tables about a release: what its codes and columns mean, and what differs from the release before."""

from __future__ import annotations

from reports.measures.wording import gettext_noop as _
from reports.release.columns import RELEASE, Column, TableSpec

DESCRIBING: dict[str, TableSpec] = {
    table.name: table
    for table in (
        TableSpec(
            "code_lists", _("Code lists"), _("The values of columns with codes, in words."), ("list", "code"),
            (
                Column("list", "string", _("Code list"), _("Name of the code list."), required=True),
                Column("code", "string", _("Code"), _("The value in the tables."), required=True),
                Column("label", "string", _("Label"), _("The value in words."), required=True),
            ),
        ),
        TableSpec(
            "dictionary", _("Data dictionary"), _("Every column of every table."), ("table", "column"),
            (
                Column("table", "string", _("Table"), _("Name of the table."), required=True),
                Column("column", "string", _("Column"), _("Name of the column."), required=True),
                Column("title", "string", _("Title"), _("The column in words."), required=True),
                Column("type", "string", _("Type"), _("Type of the values."), required=True),
                Column("description", "string", _("Description"), _("What the values mean."), required=True),
                Column("formula", "string", _("How computed"), _("Name of the measure on the methodology page.")),
                Column("codes", "string", _("Code list"), _("Code list that the values come from.")),
            ),
        ),
        TableSpec(
            "changes", _("Changes"), _("What differs from the release before, cell by cell."),
            ("table", "row", "column"),
            (
                RELEASE,
                Column("table", "string", _("Table"), _("Name of the table."), required=True),
                Column("row", "string", _("Row"), _("Key of the row, its parts separated by strokes."), required=True),
                Column(
                    "column", "string", _("Column"), _("Column of the cell; * where the whole row came or went."),
                    required=True,
                ),
                Column("before", "string", _("Before"), _("Value in the release before; empty where not published.")),
                Column("after", "string", _("After"), _("Value in this release; empty where not published.")),
                Column("why", "string", _("Why"), _("Why it changed.")),
            ),
        ),
    )
}  # fmt: skip
