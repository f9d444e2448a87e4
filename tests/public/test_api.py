"""The API over frozen tables: what it promises, and that no request brings it down."""

from __future__ import annotations

import csv
import io
import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import schemathesis
from django.core.cache import caches
from django.test import Client
from django.test.utils import override_settings
from django.utils import timezone
from hypothesis import HealthCheck, given, settings
from schemathesis.specs.openapi.checks import (
    content_type_conformance,
    response_schema_conformance,
    status_code_conformance,
)

from parity.wsgi import application
from reports.public.table_queries import RESERVED
from reports.releases import published
from tests.worlds.public_site import connection_kept

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("published_office")]

ROWS = "/api/v1/releases/latest/tables/participation_by_regional_group/rows"
CHECKS = [
    schemathesis.checks.not_a_server_error,
    status_code_conformance,
    content_type_conformance,
    response_schema_conformance,
]


def rows(query: str = "", **headers: str) -> dict[str, Any]:
    response = Client().get(f"{ROWS}{query}", headers=headers)
    assert response.status_code == 200, response.content
    found: dict[str, Any] = response.json()
    return found


def test_every_answer_keeps_what_the_document_promises() -> None:
    schema = schemathesis.openapi.from_dict(Client().get("/api/v1/openapi.json").json())
    schema.app = application
    tried = 0
    for result in schema.get_all_operations():
        operation = result.ok()  # type: ignore[union-attr]

        most = 5 if operation.path.endswith("/rows") else 30

        @settings(
            max_examples=most,
            deadline=None,
            database=None,
            suppress_health_check=list(HealthCheck),
        )
        @given(case=operation.as_strategy())
        def holds(case: Any) -> None:
            nonlocal tried
            tried += 1
            response = case.call(headers={"Accept-Encoding": "identity"})
            case.validate_response(response, checks=CHECKS)

        with connection_kept():
            holds()
    assert tried > 60


def test_pages_keep_the_filters_and_lose_no_row() -> None:
    whole = rows("?year=2024")
    page, seen = rows("?year=2024&per_page=2&columns=regional_group,women"), []
    while True:
        seen += page["rows"]
        if page["next"] is None:
            break
        assert "year=2024" in page["next"]
        page = Client().get(page["next"]).json()
    assert len(seen) == whole["found"] == len(whole["rows"]) > 2
    assert seen == [{name: row[name] for name in ("regional_group", "women")} for row in whole["rows"]]


def test_a_value_named_twice_means_either() -> None:
    both = rows("?regional_group=african&regional_group=asia_pacific")["rows"]
    assert {row["regional_group"] for row in both} == {"african", "asia_pacific"}
    assert len(both) == sum(rows(f"?regional_group={group}")["found"] for group in ("african", "asia_pacific"))


def test_csv_by_name_by_header_and_by_question() -> None:
    client = Client()
    by_name = client.get(f"{ROWS}.csv?year=2023")
    by_header = client.get(f"{ROWS}?year=2023", headers={"accept": "text/csv"})
    by_question = client.get(f"{ROWS}?year=2023&format=csv")
    assert by_name.content == by_header.content == by_question.content
    assert by_name["Content-Type"] == "text/csv; charset=utf-8"
    assert "Accept" in by_header["Vary"]
    lines = list(csv.DictReader(io.StringIO(by_name.content.decode())))
    assert len(lines) == rows("?year=2023")["found"]
    plain = client.get(ROWS)
    assert plain["Content-Type"] == "application/json", "the header of one reader decides nothing for the next"


def test_a_copy_kept_for_one_header_is_not_given_for_another() -> None:
    client = Client()
    kinds = [client.get(ROWS, headers={"accept": accept})["Content-Type"] for accept in ("text/csv", "*/*", "text/csv")]
    assert [kind.partition(";")[0] for kind in kinds] == ["text/csv", "application/json", "text/csv"]


@pytest.mark.parametrize(
    ("query", "status", "said"),
    [
        ("?no_such=1", 400, "no_such"),
        ("?columns=women,nothing", 400, "nothing"),
        ("?page=0", 400, "page"),
        ("?page=%00", 400, "page"),
        ("?per_page=100000", 400, "10000"),
        ("?format=xml", 400, "json or csv"),
        ("?columns=" + "x" * 5000, 400, "x" * 60),
    ],
)
def test_a_question_that_means_nothing_is_told_so(query: str, status: int, said: str) -> None:
    response = Client().get(f"{ROWS}{query}")
    assert response.status_code == status
    assert response["Content-Type"] == "application/problem+json"
    assert said in response.json()["detail"]
    assert len(response.content) < 2000
    assert response["Access-Control-Allow-Origin"] == "*"


@pytest.mark.parametrize(
    "path",
    [
        "zzz",
        "releases/1999-r1",
        "releases/latest/tables/persons",
        "releases/latest/tables/meetings/rows.xml",
        "releases/../x",
    ],
)
def test_what_does_not_exist_is_404_as_json(path: str) -> None:
    response = Client().get(f"/api/v1/{path}")
    assert response.status_code == 404
    assert response.json()["status"] == 404


def test_nothing_is_written_through_it() -> None:
    for method in ("post", "put", "patch", "delete"):
        assert getattr(Client(), method)(ROWS).status_code == 405


def test_an_unchanged_answer_is_not_sent_twice() -> None:
    first = Client().get(f"{ROWS}?year=2024")
    again = Client().get(f"{ROWS}?year=2024", headers={"if-none-match": first["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert Client().get(f"{ROWS}?year=2023", headers={"if-none-match": first["ETag"]}).status_code == 200


def test_the_limit_is_stated_and_kept_for_each_reader() -> None:
    caches["memory"].clear()
    with override_settings(PARITY_API_PER_MINUTE=3, PARITY_PROXIES=1):

        def ask(forwarded: str) -> Any:
            return Client().get("/api/v1/releases", headers={"x-forwarded-for": forwarded})

        statuses = [ask("203.0.113.5").status_code for _ in range(5)]
        assert sorted(statuses)[:3] == [200, 200, 200]
        refused = ask("spoofed, 203.0.113.5")
        assert refused.status_code == 429
        assert 0 < int(refused["Retry-After"]) <= 60
        assert ask("203.0.113.6").status_code == 200
        assert "3 requests a minute" in Client().get("/api/").content.decode()
    caches["memory"].clear()


def test_a_numbered_release_answers_as_before_when_a_newer_one_is_out() -> None:
    first = f"/api/v1/releases/{timezone.localdate().year}-r1/tables/meetings/rows"
    second = first.replace("-r1/", "-r2/")
    assert {row["release"] for row in Client().get(first).json()["rows"]} == {f"{timezone.localdate().year}-r1"}
    assert (
        json.loads(Client().get("/api/v1/releases/latest/tables/meetings/rows").content) == Client().get(second).json()
    )


def test_rows_are_typed_as_the_columns_are_and_every_filter_is_named() -> None:
    """The document beside the frozen columns and the answers: names, types, and values that are of their type."""
    document = Client().get("/api/v1/openapi.json").json()
    latest = published.latest()
    assert latest
    python = {"string": str, "integer": int, "number": (int, float)}
    for table in latest.tables:
        columns = latest.table(table).columns
        path = document["paths"][f"/api/v1/releases/{{version}}/tables/{table}/rows"]["get"]
        named = [one["name"] for one in path["parameters"] if one["in"] == "query"]
        assert named == [
            *RESERVED[1:3],
            *RESERVED[:1],
            *RESERVED[3:],
            *(c.name for c in columns if c.name not in RESERVED),
        ]
        row = document["components"]["schemas"][f"row_of_{table}"]["properties"]
        assert list(row) == [column.name for column in columns]
        for column in columns:
            kind, nothing = row[column.name]["type"]
            assert (kind, nothing) == ("string" if column.type == "date" else column.type, "null")
            assert (row[column.name].get("format") == "date") == (column.type == "date")
            values = [record[column.name] for record in latest.table(table).rows]
            assert all(value is None or isinstance(value, python[kind]) for value in values), (table, column.name)


@pytest.mark.gate
def test_a_generated_client_reads_typed_rows(tmp_path: Path) -> None:
    """As a reader would: a client made from the document parses what the API answers into typed objects."""
    description = tmp_path / "openapi.json"
    description.write_bytes(Client().get("/api/v1/openapi.json").content)
    command = [
        f"{sys.prefix}/bin/openapi-python-client", "generate", "--path", str(description), "--meta", "none",
        "--output-path", str(tmp_path / "parity_client"),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stdout + done.stderr
    assert "WARNING" not in done.stdout, done.stdout
    (tmp_path / "answer.json").write_text(json.dumps(rows("?year=2024")), encoding="utf-8")
    read = """
import json, datetime
from parity_client.models.row_of_participation_by_regional_group import RowOfParticipationByRegionalGroup as Row
rows = [Row.from_dict(row) for row in json.load(open("answer.json"))["rows"]]
assert all(isinstance(row.start, datetime.date) and isinstance(row.year, int) for row in rows)
print(json.dumps([[row.regional_group, row.women, row.share_women, row.start.isoformat()] for row in rows]))
"""
    done = subprocess.run([sys.executable, "-c", read], capture_output=True, text=True, cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    names = ("regional_group", "women", "share_women", "start")
    assert json.loads(done.stdout) == [[row[name] for name in names] for row in rows("?year=2024")["rows"]]
