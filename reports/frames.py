"""Tables of a release as labelled data frames for notebooks, and as files for Stata and SPSS; all that knows pandas.

It reads what a release publishes, ``manifest.json`` and ``TABLE.json``, and nothing else of Parity, so that a notebook
needs no database. As a program of its own it writes the Stata and SPSS files of a release that is being built: pandas
stays out of the process that serves pages.
"""

from __future__ import annotations

import datetime
import json
import sys
import urllib.request
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from pandas import DataFrame, Series

STATA, SPSS = "dta", "sav"
STATA_VERSION = 118
"""The format of Stata 14 and later: the first whose texts are UTF-8."""
STATA_LABEL, STATA_TEXT, SPSS_LABEL = 80, 2045, 120
"""Characters of a label in Stata, bytes of a text of fixed length in Stata, bytes of the label of a value in SPSS."""
SPSS_DAY, SPSS_TIME = slice(92, 101), slice(101, 109)
"""Where the header of an SPSS file says when it was written; the library that writes it has no argument for that."""
MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
INVENTED = "Demonstration, everything is invented"


def read(source: str | Path, table: str) -> DataFrame:
    """One table of a release. ``source`` is the address of the release, such as ``https://…/data/latest/``, or a folder
    that holds its files.

    Columns with a code list are categories in words, days are dates, and an empty cell is missing: not published, or
    not applicable. ``frame.attrs`` has the title and the labels of the columns. Raises KeyError for a table that the
    release does not have.
    """
    content, place = _fetched(str(source), "manifest.json")
    manifest = json.loads(content)
    if table not in manifest["tables"]:
        raise KeyError(f"Release {manifest['version']} has no table {table}; it has {', '.join(manifest['tables'])}.")
    content, _place = _fetched(place, f"{table}.json")
    return labelled(manifest, table, json.loads(content)["data"])


def labelled(manifest: Mapping[str, Any], table: str, rows: Sequence[Mapping[str, Any]]) -> DataFrame:
    """The rows of a table under its columns, typed and labelled as the manifest of the release describes them.

    ``attrs``: ``title``, ``release``, ``dated``, ``labels`` (column → its title), ``descriptions`` (column → sentence),
    ``codes`` (column → label → the code in the other files).
    """
    import pandas as pd

    spec = manifest["tables"][table]
    codes = {
        column["name"]: _distinct(manifest["codes"][column["codes"]]) for column in spec["columns"] if column["codes"]
    }
    frame = pd.DataFrame(
        {
            column["name"]: _typed([row[column["name"]] for row in rows], column["type"], codes.get(column["name"]))
            for column in spec["columns"]
        }
    )
    frame.attrs = {
        "title": f"{INVENTED}: {spec['title']}" if manifest["demonstration"] else spec["title"],
        "release": manifest["version"],
        "dated": manifest["dated"],
        "labels": {column["name"]: column["title"] for column in spec["columns"]},
        "descriptions": {column["name"]: column["description"] for column in spec["columns"]},
        "codes": {name: {label: code for code, label in labels.items()} for name, labels in codes.items()},
    }
    return frame


def as_stata(frame: DataFrame, path: Path) -> None:
    """Write the frame as a Stata file: labels of variables and values, days as days, dated as the release is."""
    from pandas.io.stata import StataWriterUTF8

    class Writer(StataWriterUTF8):
        """Keeps the names of columns: pandas would rename ``end``, a word of Mata and no reserved name of Stata."""

        def _check_column_names(self, data: DataFrame) -> DataFrame:
            return data

    numbers, values = _numbered(frame)
    texts = [name for name in numbers if numbers[name].dtype == object]
    writer = Writer(
        path,
        numbers,
        convert_dates=dict.fromkeys(numbers.select_dtypes("datetime"), "td"),
        write_index=False,
        byteorder="little",
        time_stamp=datetime.datetime.fromisoformat(frame.attrs["dated"]),
        data_label=_cut(f"{frame.attrs['title']}, {frame.attrs['release']}", STATA_LABEL),
        variable_labels={name: _cut(label, STATA_LABEL) for name, label in frame.attrs["labels"].items()},
        version=STATA_VERSION,
        convert_strl=[name for name in texts if max((len(v.encode()) for v in numbers[name]), default=0) > STATA_TEXT],
        value_labels=values,
    )
    writer.write_file()


def as_spss(frame: DataFrame, path: Path) -> None:
    """Write the frame as an SPSS file: labels of variables and values, days as days, dated as the release is."""
    import pyreadstat

    numbers, values = _numbered(frame)
    formats = {}
    for name in numbers:
        if numbers[name].dtype.kind == "M":
            formats[name] = "DATE11"
        elif numbers[name].dtype == "Int64":
            numbers[name], formats[name] = numbers[name].astype("float64"), "F8.0"
        elif numbers[name].dtype.kind == "f":
            formats[name] = "F8.3"
    pyreadstat.write_sav(
        numbers,
        str(path),
        file_label=_cut(f"{frame.attrs['title']}, {frame.attrs['release']}", 64),
        column_labels=frame.attrs["labels"],
        variable_value_labels={
            name: {number: _cut(label, SPSS_LABEL) for number, label in labels.items()}
            for name, labels in values.items()
        },
        variable_format=formats,
    )
    content = bytearray(path.read_bytes())
    day = datetime.date.fromisoformat(frame.attrs["dated"])
    content[SPSS_DAY] = f"{day.day:02} {MONTHS[day.month - 1]} {day.year % 100:02}".encode()
    content[SPSS_TIME] = b"00:00:00"
    path.write_bytes(content)


def _fetched(source: str, name: str) -> tuple[bytes, str]:
    """A file of a release and the place it was read from: ``latest`` may move on between two files."""
    if not source.startswith(("http://", "https://")):
        return (Path(source) / name).read_bytes(), source
    with urllib.request.urlopen(f"{source.rstrip('/')}/{name}") as answer:
        return answer.read(), answer.url.rpartition("/")[0]


def _distinct(labels: Mapping[str, str]) -> dict[str, str]:
    """Code → label, where two codes with the same label are told apart by their codes."""
    found = list(labels.values())
    return {code: label if found.count(label) == 1 else f"{label} ({code})" for code, label in labels.items()}


def _typed(values: list[Any], kind: str, codes: Mapping[str, str] | None) -> Series[Any]:
    """The values as pandas has them: categories in words, whole numbers with gaps, fractions, days, texts."""
    import pandas as pd

    if codes is not None:
        words = [None if value is None or value == "" else codes[value] for value in values]
        return pd.Series(pd.Categorical(words, categories=list(codes.values())))
    if kind == "date":
        return pd.Series(pd.to_datetime(pd.Series(values, dtype=object), format="%Y-%m-%d"))
    return pd.Series(values, dtype={"integer": "Int64", "number": "float64", "string": "str"}[kind])


def _numbered(frame: DataFrame) -> tuple[DataFrame, dict[str, dict[int, str]]]:
    """The frame as statistics programs have it, and the labels of its values: categories are numbers from 1, in the
    order of the code list, and a missing text is an empty one."""
    import pandas as pd

    numbers, values = {}, {}
    for name in map(str, frame):
        column = frame[name]
        if isinstance(column.dtype, pd.CategoricalDtype):
            places = column.cat.codes.astype("Int64") + 1
            numbers[name] = places.where(places > 0)
            values[name] = dict(enumerate(map(str, column.cat.categories), 1))
        else:
            numbers[name] = column.astype(object).fillna("") if column.dtype == "str" else column
    return pd.DataFrame(numbers), values


def _cut(text: str, most: int) -> str:
    """The text in at most so many bytes."""
    if len(text.encode()) <= most:
        return text
    return text.encode()[: most - 3].decode(errors="ignore") + "…"


def main() -> None:
    """One request on standard input, ``manifest`` and ``rows`` (table → its rows); the files go to the folder named."""
    request, folder = json.load(sys.stdin), Path(sys.argv[1])
    for table, rows in request["rows"].items():
        frame = labelled(request["manifest"], table, rows)
        as_stata(frame, folder / f"{table}.{STATA}")
        as_spss(frame, folder / f"{table}.{SPSS}")


if __name__ == "__main__":
    main()
