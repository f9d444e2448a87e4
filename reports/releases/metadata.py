"""Metadata files of a release: Data Package, CSVW, citation, manifest."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from meetings.files.formats import CSV, JSON
from reports.releases.columns import Column
from reports.releases.contents import Contents, File, FrozenTable

Written = Mapping[str, tuple[str, int]]
"""SHA-256 and size of each file that is written already, by name."""
LICENCES = {
    "CC-BY-3.0-IGO": "https://creativecommons.org/licenses/by/3.0/igo/",
    "CC-BY-4.0": "https://creativecommons.org/licenses/by/4.0/",
    "CC0-1.0": "https://creativecommons.org/publicdomain/zero/1.0/",
}
INVENTED = "Demonstration: everything in it is invented."
CSVW_TYPES = {"string": "string", "integer": "integer", "number": "decimal", "date": "date"}


def files_of(contents: Contents, written: Written) -> Iterator[File]:
    yield File("datapackage.json", JSON.media_type, _dumped(data_package(contents, written)))
    yield File("csv-metadata.json", "application/csvm+json", _dumped(csv_on_the_web(contents)))
    yield File("CITATION.cff", "application/yaml", citation(contents).encode())
    yield File("manifest.json", JSON.media_type, _dumped(manifest(contents)))


def permalink(contents: Contents) -> str:
    return f"{contents.address}/data/releases/{contents.version}/"


def manifest(contents: Contents) -> dict[str, Any]:
    """What the release is: schema, policy, software, meetings, rows."""
    return {
        "version": contents.version,
        "dated": contents.dated,
        "title": contents.title,
        "notes": contents.notes,
        "previous": contents.previous,
        "publisher": contents.publisher,
        "address": permalink(contents),
        "licence": contents.licence,
        "demonstration": contents.demonstration,
        "waiver": contents.waiver,
        "lock_waivers": said_of_meetings(contents, "lock_waiver"),
        "accepted_findings": said_of_meetings(contents, "accepted_findings"),
        "software": contents.software,
        "policy": contents.policy,
        "meetings": contents.meetings,
        "codes": labels(contents),
        "tables": {table.spec.name: table.spec.as_json() for table in contents.tables},
        "data": [table.spec.name for table in contents.data],
        "describing": [table.spec.name for table in contents.describing],
        "rows": {table.spec.name: len(table.rows) for table in contents.tables},
    }


def said_of_meetings(contents: Contents, column: str) -> dict[str, str]:
    """The meetings of which a column of their table says something: why one person locked, what was accepted open."""
    rows = (row for table in contents.data if table.spec.name == "meetings" for row in table.rows)
    return {row["meeting_id"]: row[column] for row in rows if row.get(column)}


def data_package(contents: Contents, written: Written) -> dict[str, Any]:
    """A Data Package (version 2) with a Table Schema for each table."""
    codes = {name: list(pairs) for name, pairs in labels(contents).items()}
    return {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": f"parity-{contents.version}",
        "id": permalink(contents),
        "title": contents.title,
        "description": _described(contents, contents.notes or contents.title),
        "version": contents.version,
        "created": f"{contents.dated}T00:00:00Z",
        "homepage": permalink(contents),
        "contributors": [{"title": contents.publisher, "roles": ["publisher"]}],
        "licenses": [{"name": contents.licence, "path": licence_address(contents.licence)}],
        "disclaimer": contents.disclaimer,
        "resources": [_resource(table, written[CSV.named(table.spec.name)], codes) for table in contents.tables],
    }


def _resource(table: FrozenTable, written: tuple[str, int], codes: Mapping[str, list[str]]) -> dict[str, Any]:
    spec = table.spec
    sha256, size = written
    return {
        "name": spec.name,
        "type": "table",
        "path": CSV.named(spec.name),
        "title": spec.title,
        "description": spec.description,
        "format": CSV.extension,
        "mediatype": CSV.media_type,
        "encoding": "utf-8",
        "bytes": size,
        "hash": f"sha256:{sha256}",
        "dialect": {"delimiter": ",", "lineTerminator": "\r\n", "header": True},
        "schema": {
            "fields": [_field(column, codes) for column in spec.columns],
            "primaryKey": list(spec.key),
            "missingValues": [""],
        },
    }


def _field(column: Column, codes: Mapping[str, list[str]]) -> dict[str, Any]:
    constraints: dict[str, Any] = {"required": True} if column.required else {}
    constraints |= {"pattern": column.pattern} if column.pattern else {}
    constraints |= {"enum": codes[column.codes]} if column.codes else {}
    constraints |= {"minimum": 0} if column.type in ("integer", "number") else {}
    constraints |= {"maximum": 1} if column.is_fraction else {}
    about = {"name": column.name, "type": column.type, "title": column.title, "description": column.description}
    about |= {"unit": column.unit} if column.unit else {}
    return about | ({"constraints": constraints} if constraints else {})


def csv_on_the_web(contents: Contents) -> dict[str, Any]:
    """CSVW metadata of all tables, under the name that readers look for."""
    return {
        "@context": ["http://www.w3.org/ns/csvw", {"@language": "en"}],
        "dc:title": contents.title,
        "dc:description": _described(contents, contents.notes or contents.title),
        "dc:publisher": contents.publisher,
        "dc:license": {"@id": licence_address(contents.licence)},
        "dc:rights": contents.disclaimer,
        "tables": [_csvw_table(table) for table in contents.tables],
    }


def _csvw_table(table: FrozenTable) -> dict[str, Any]:
    spec = table.spec
    return {
        "url": CSV.named(spec.name),
        "dc:title": spec.title,
        "dc:description": spec.description,
        "dialect": {"encoding": "utf-8", "header": True, "lineTerminators": ["\r\n"]},
        "tableSchema": {
            "columns": [_csvw_column(column) for column in spec.columns],
            "primaryKey": list(spec.key),
        },
    }


def _csvw_column(column: Column) -> dict[str, Any]:
    datatype: dict[str, Any] = {"base": CSVW_TYPES[column.type]}
    datatype |= {"minimum": 0} if column.type in ("integer", "number") else {}
    datatype |= {"maximum": 1} if column.is_fraction else {}
    datatype |= {"format": column.pattern} if column.pattern else {}
    return {
        "name": column.name,
        "titles": column.name,
        "dc:title": column.title,
        "dc:description": column.description,
        "datatype": datatype,
        "required": column.required,
        "null": "",
    }


def citation(contents: Contents) -> str:
    """Citation File Format 1.2."""
    lines = [
        "cff-version: 1.2.0",
        "type: dataset",
        f"message: {_quoted('Please cite the version that you used.')}",
        f"title: {_quoted(contents.title)}",
        *([f"abstract: {_quoted(INVENTED)}"] if contents.demonstration else []),
        f"version: {_quoted(contents.version)}",
        f"date-released: {contents.dated}",
        f"license-url: {_quoted(licence_address(contents.licence))}",
        f"url: {_quoted(permalink(contents))}",
        "authors:",
        f"  - name: {_quoted(contents.publisher)}",
    ]
    return "\n".join(lines) + "\n"


def licence_address(licence: str) -> str:
    """Where the terms are written out; a licence we do not know is its own address."""
    return LICENCES.get(licence, licence)


def labels(contents: Contents) -> dict[str, dict[str, str]]:
    """Each code list by its name: its values with their words."""
    found: dict[str, dict[str, str]] = {}
    for row in contents.described("code_lists"):
        found.setdefault(row["list"], {})[row["code"]] = row["label"]
    return found


def _described(contents: Contents, text: str) -> str:
    """The text; of a demonstration it begins with what everybody has to know."""
    return f"{INVENTED} {text}" if contents.demonstration else text


def _quoted(text: str) -> str:
    """A YAML scalar: every JSON string is one."""
    return json.dumps(text, ensure_ascii=False)


def _dumped(described: dict[str, Any]) -> bytes:
    return (json.dumps(described, ensure_ascii=False, indent=1) + "\n").encode()
