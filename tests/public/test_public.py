"""The public site: one answer for everybody, the same value in every form, nobody's name."""

from __future__ import annotations

import csv
import datetime
import gzip
import io
import json
import os
import re
import subprocess
import sys
import xml.etree.ElementTree as ET
from html import unescape
from typing import Any

import pytest
from django.conf import settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse
from django.utils import timezone

from meetings.files.spreadsheet_cells import guarded
from meetings.models import Meeting, Participation
from meetings.rights import Group
from reports.public.picture import SHAPES
from reports.public.reader_reports import ReaderReport
from reports.releases import actions, published
from reports.releases.disclosure.policy import REST
from tests.worlds.builders import make_user
from tests.worlds.public_site import CANARY, body, crawl, publish

pytestmark = pytest.mark.django_db

STARTS = ("/", "/sitemap.xml", "/api/v1/", "/data/releases.atom", "/data/catalogue.jsonld", "/robots.txt")
TABLE, BY_GROUP = "participation_by_meeting", "participation_by_regional_group"


@pytest.fixture
def site(published_office: None) -> list[Meeting]:
    """The meetings of the published office, in the order in which they were made."""
    return list(Meeting.objects.order_by("pk"))


def test_a_visitor_reaches_everything_and_learns_no_name(site: list[Meeting]) -> None:
    with CaptureQueriesContext(connection) as queries:
        seen = crawl(Client(), *STARTS)
    assert len(seen) > 150
    for address, (response, text) in seen.items():
        assert response.status_code in (200, 302), (address, response.status_code)
        assert "canarison" not in (text + str(response.headers)).casefold(), address
        assert not response.cookies, address
        assert "Cookie" not in response.get("Vary", ""), address
        assert "unsafe" not in response["Content-Security-Policy"], address
    tables = set(re.findall(r'(?:FROM|JOIN|INTO|UPDATE) "(\w+)"', " ".join(query["sql"] for query in queries)))
    of_the_public = {"reports_release", "reports_releasefile", "reports_plannedrelease"}
    assert tables == of_the_public, "the public side reads releases, their calendar and nothing else"


def test_the_crawl_would_notice(site: list[Meeting]) -> None:
    Participation.objects.update(printed_name=CANARY)
    client = Client()
    client.force_login(make_user("reviewer", "reviewer"))
    assert CANARY in body(client.get(f"/meetings/{site[0].slug}/people/")).decode()


def test_everybody_gets_the_same_bytes(site: list[Meeting]) -> None:
    pages = [
        "/",
        "/data/",
        "/data/meetings/",
        "/methodology/",
        "/api/v1/releases",
        f"/data/releases/2026-r1/{TABLE}.csv",
    ]
    pages = [page.replace("2026-r1", version()) for page in pages]
    anonymous = [body(Client().get(page)) for page in pages]
    for group in Group:
        client = Client()
        client.force_login(make_user(group.value, group.value))
        assert [body(client.get(page)) for page in pages] == anonymous


def version(number: int = 1) -> str:
    return f"{timezone.localdate().year}-r{number}"


def csv_rows(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text)))


def html_rows(page: str) -> list[dict[str, str]]:
    """The rows on a table's page, by column, as the page marks them for machines."""
    table = re.search(r'<table class="data">(.*?)</table>', page, re.DOTALL)
    assert table
    names = " ".join(re.findall(r'data-columns="([^"]*)"', table[1])).split()
    lines = re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", table[1], re.DOTALL)
    return [dict(zip(names, map(unescape, re.findall(r'<data value="([^"]*)"', line)), strict=True)) for line in lines]


def cells_of(page: str) -> list[list[str]]:
    """What a reader sees in each cell."""
    lines = re.findall(r"<tr>(<th scope=\"row\">.*?)</tr>", page, re.DOTALL)
    parts = [re.findall(r"<t[hd][^>]*>(.*?)</t[hd]>", line, re.DOTALL) for line in lines]
    return [[unescape(re.sub(r"<[^>]*>", "", part)).strip() for part in line] for line in parts]


def as_texts(rows: list[dict[str, Any]]) -> list[dict[str, str]]:
    return [{key: "" if value is None else str(value) for key, value in row.items()} for row in rows]


def test_a_cell_has_one_value_in_every_form(site: list[Meeting]) -> None:
    import openpyxl

    client, latest = Client(), version(2)
    for name in json.loads(body(client.get("/api/v1/releases/latest")))["tables"]:
        from_csv = csv_rows(body(client.get(f"/data/releases/{latest}/{name}.csv")).decode())
        columns = ",".join(from_csv[0]) if from_csv else ""
        typed = json.loads(body(client.get(f"/data/releases/{latest}/{name}.json")))["data"]
        assert [{key: guarded(value) for key, value in row.items()} for row in as_texts(typed)] == from_csv
        api = f"/api/v1/releases/latest/tables/{name}/rows"
        assert json.loads(body(client.get(f"{api}?per_page=5000")))["rows"] == typed
        assert csv_rows(body(client.get(f"{api}.csv")).decode()) == from_csv
        page = f"/data/releases/{latest}/tables/{name}/?columns={columns}&per_page=500&page="
        shown = [
            row for n in range(1, 2 + len(typed) // 500) for row in html_rows(body(client.get(f"{page}{n}")).decode())
        ]
        expected = [{k: v.removeprefix("'") for k, v in row.items()} for row in from_csv]
        assert sorted(shown, key=str) == sorted(({k: row[k] for k in row} for row in expected), key=str), name
        workbook = client.get(f"/data/releases/{latest}/{name}.xlsx")
        if workbook.status_code == 200:
            sheet = openpyxl.load_workbook(io.BytesIO(body(workbook)))["Data"]
            header, *lines = sheet.iter_rows(values_only=True)
            assert list(header) == list(typed[0] if typed else header)
            assert [[of_a_sheet(cell) for cell in line] for line in lines] == [
                [guarded(value) for value in row.values()] for row in typed
            ], name


def of_a_sheet(cell: Any) -> Any:
    """A cell as JSON has it: its type too, but for dates, which a sheet keeps as such."""
    return cell.date().isoformat() if isinstance(cell, datetime.datetime) else cell


def test_no_share_is_printed_beyond_what_its_base_bears(site: list[Meeting]) -> None:
    shares = 0
    latest = published.latest()
    assert latest
    for name in latest.manifest["data"]:
        for row in latest.table(name).rows:
            base = row.get("women_and_men") or row.get("determinable")
            found = [row[column] for column in row if column.startswith("share_") and row[column] is not None]
            shares += len(found)
            assert all(len(str(share).partition(".")[2]) <= (3 if base >= 100 else 2) for share in found), row
    assert shares > 20


def test_pages_chart_and_alternative_text_say_what_the_table_says(site: list[Meeting]) -> None:
    """Every number of the pages of meetings, and every bar of the first page, is a cell of the release."""
    client, latest = Client(), published.latest()
    assert latest
    groups = [row for row in latest.table(BY_GROUP).rows if row["meeting_id"] == "conference-2024"]
    home = body(client.get("/")).decode()
    labels = latest.manifest["codes"]["regional_group"]
    expected = [(labels[row["regional_group"]], row["women"], row[REST], row["men"]) for row in groups]
    picture = body(client.get(f"/data/releases/{latest.version}/pictures/groups-wide.svg")).decode()
    assert bars(home.partition('id="regional-groups"')[2]) == expected
    drawn = re.findall(r">([^<]*)</text><svg[^>]*>\s*<svg [^>]*aria-label=\"([^\"]*)\"", picture)
    assert [(name, *map(int, re.findall(r"\d+", label))) for name, label in drawn] == expected
    for meeting in latest.table("meetings").rows:
        slug = meeting["meeting_id"]
        page = body(client.get(f"/data/meetings/{slug}/")).decode()
        shown = re.findall(r'<table class="lines" id="([^"]*)">.*?<tbody>(.*?)</tbody>', page, re.DOTALL)
        assert shown
        for name, lines in shown:
            table = TABLE if name == "whole" else name.removesuffix("-table")
            rows = [row for row in latest.table(table).rows if row.get("meeting_id", slug) == slug]
            assert [numbers_of(line) for line in re.findall(r"<tr>(.*?)</tr>", lines, re.DOTALL)] == [
                in_words(row) for row in rows
            ], (slug, table)
        (row,) = [row for row in latest.table(TABLE).rows if row["meeting_id"] == slug]
        told = re.search(r'public-figure" aria-label="([^"]*)"', page)
        assert bool(told) == (row["share_women"] is not None)
        if told:
            percent = f"{100 * row['share_women']:.0f}"
            assert f"were {percent}\u00a0% ({row['women']} of {row['women_and_men']})" in told[1]


def bars(page: str) -> list[tuple[str | int, ...]]:
    """Label, women, not recorded and men of each bar, as its alternative text says them."""
    found = re.findall(r"<li><span>([^<]*)</span>\s*<svg [^>]*aria-label=\"([^\"]*)\"", page)
    return [(name, *map(int, re.findall(r"\d+", label))) for name, label in found]


def numbers_of(line: str) -> list[str]:
    """Share, women, men, rest and total of one line of a page."""
    share = re.search(r'<b class="figure-value">([^<]*)</b>', line)
    assert share
    return [share[1], *(text.strip() for text in re.findall(r'<td class="n number">([^<]*)', line)[:4])]


def in_words(row: dict[str, Any]) -> list[str]:
    zero = "fewer than 3" if "c" in (row["flag"] or "") else "0"
    numbers = [row[name] for name in ("women", "men", REST, "total")]
    share = "–" if row["share_women"] is None else f"{100 * row['share_women']:.0f}\u00a0%"
    return [share, *("–" if number is None else str(number) if number else zero for number in numbers)]


def test_the_first_figure_is_made_from_published_numbers(site: list[Meeting]) -> None:
    client = Client()
    rows = csv_rows(body(client.get(f"/data/releases/{version(2)}/{TABLE}.csv")).decode())
    row = next(row for row in rows if row["meeting_id"] == "conference-2024")
    home = body(client.get("/")).decode()
    women, known = int(row["women"]), int(row["women_and_men"])
    assert f"In 2024 women were {100 * women / known:.0f}\u00a0% ({women} of {known})" in home
    assert f"Not recorded as a woman or a man: {row['not_recorded_as_woman_or_man']}." in home
    total, men, rest = (int(row[name]) for name in ("total", "men", REST))
    alt = f"{total} people: {women} women, {rest} not recorded as a woman or a man, {men} men."
    pictures = [body(client.get(f"/data/releases/{version(2)}/pictures/women-{one}.svg")).decode() for one in SHAPES]
    for drawn in (home, body(client.get("/embed/women/")).decode(), *pictures):
        assert alt in drawn
        room = drawn.partition('class="hemi"')[2] if drawn is home else drawn
        seats = [group.count("<circle") for group in re.findall(r"<g [^>]*>((?:<circle[^>]*/>)+)</g>", room)]
        assert seats[: 3 if rest else 2] == ([women, rest, men] if rest else [women, men])
    for drawn in pictures:
        assert f"{100 * women / known:.0f}\u00a0%" in drawn
        assert f"release {version(2)}" in drawn
        assert "style=" not in drawn
        assert "class=" not in drawn
    meeting = body(client.get("/data/meetings/conference-2024/")).decode()
    assert f"({women} of {known})" in meeting


def test_every_figure_leads_to_how_it_is_computed(site: list[Meeting]) -> None:
    """Every anchor of the methodology that a page names is there, and tables and headlines name some."""
    method = Client().get("/methodology/").content.decode()
    pages = crawl(Client(), "/")
    anchors = {anchor for _response, text in pages.values() for anchor in re.findall(r"/methodology/#([\w-]+)", text)}
    assert {"share_of_women", "bounds", "heads_of_delegation"} <= anchors
    assert [anchor for anchor in anchors if f'id="{anchor}"' not in method] == []
    assert "/methodology/#" in Client().get("/embed/women/").content.decode()


def test_a_closed_list_is_never_added_up_nor_given_a_share(site: list[Meeting]) -> None:
    page = body(Client().get("/data/meetings/experts-2024/")).decode()
    assert re.search(r'figure-value">\d', page) is None
    assert "How this is computed" not in page


def test_what_is_not_out_answers_404_at_every_address(site: list[Meeting]) -> None:
    reviewer = make_user("draughtsman", "reviewer")
    draft = actions.build(by=reviewer, notes="Draft.")
    client = Client(raise_request_exception=False)
    for name in [*draft.files.values_list("name", flat=True), "", "tables/meetings/"]:
        assert client.get(f"/data/releases/{draft.version}/{name}").status_code == 404
    for end in ("", ".json", "/tables/meetings", "/tables/meetings/rows", "/tables/meetings/rows.csv"):
        assert client.get(f"/api/v1/releases/{draft.version}{end}").status_code == 404
    for address in of_one_release(draft.version):
        assert client.get(address).status_code == 404, address
    everything = "".join(text for _response, text in crawl(Client(), *STARTS).values())
    assert draft.version not in everything
    assert draft.folder not in everything


def of_one_release(version: str) -> list[str]:
    """What else carries the figures of one release: files of all of it, pictures, frames, citations."""
    whole = [f"/data/releases/{version}/everything.{form}" for form in ("zip", "xlsx")]
    drawn = [f"/data/releases/{version}/pictures/{one}" for one in ("women-wide.svg", "forum-conference-square.png")]
    cited = [f"/data/citation-{version}{part}.bib" for part in ("", f"-{TABLE}", "-forum-conference")]
    return [*whole, *drawn, f"/embed/women/{version}/", *cited]


def test_costly_answers_are_made_once_whatever_is_asked(site: list[Meeting]) -> None:
    for address in of_one_release(version())[:4]:
        led = Client().get(f"{address}?x=1")
        assert (led.status_code, led["Location"]) == (301, address)


def test_an_old_release_points_to_the_newest(site: list[Meeting]) -> None:
    latest = published.latest()
    assert latest
    assert latest.version != version(1)
    for name in ("", "tables/meetings/"):
        said = f"Release {latest.version} is newer."
        assert said in body(Client().get(f"/data/releases/{version(1)}/{name}")).decode()
        assert " is newer." not in body(Client().get(f"/data/releases/{latest.version}/{name}")).decode()


def test_a_withdrawn_release_leaves_a_tombstone(site: list[Meeting]) -> None:
    latest = published.latest()
    assert latest
    client = Client()
    assert client.get(f"/data/releases/{latest.version}/meetings.csv").status_code == 200
    assert {client.get(address).status_code for address in of_one_release(latest.version)} == {200}
    actions.withdraw(latest._release, by=make_user("pub", "publisher"), reason="A list was read twice.")
    for address in of_one_release(latest.version):
        expected = 410 if address.startswith("/data/releases/") else 404
        assert client.get(address).status_code == expected, address
    for name in ("", "meetings.csv", "tables/meetings/", "nothing.txt"):
        gone = client.get(f"/data/releases/{latest.version}/{name}")
        assert gone.status_code == 410
        assert "A list was read twice." in body(gone).decode()
    answer = client.get(f"/api/v1/releases/{latest.version}")
    assert answer.status_code == 410
    assert answer.json()["withdrawn"] == "A list was read twice."
    assert answer.json()["tables"] == {}
    for address in ("tables/meetings", "tables/meetings/rows", "tables/meetings/rows.csv"):
        answer = client.get(f"/api/v1/releases/{latest.version}/{address}")
        assert (answer.status_code, answer.json()["detail"]) == (410, "A list was read twice.")
    assert f"Release {version(1)}" in body(client.get("/")).decode()
    assert "A list was read twice." in body(client.get("/data/corrections/")).decode()


def test_later_changes_to_the_record_change_no_published_byte(site: list[Meeting]) -> None:
    before = {address: text for address, (_response, text) in crawl(Client(), *STARTS).items()}
    Participation.objects.filter(meeting=site[0]).delete()
    Meeting.objects.filter(pk=site[1].pk).update(title="Renamed", revision=99)
    assert {address: text for address, (_response, text) in crawl(Client(), *STARTS).items()} == before


def test_the_corrections_say_what_changed_and_name_nobody(site: list[Meeting]) -> None:
    page = body(Client().get("/data/corrections/")).decode()
    assert "A misread title, page 3." in page
    assert "participation_by_meeting" in page


def _parts_are_cited_apart(client: Client, latest: str, whole: str) -> None:
    """The page of a table and that of a forum offer the citation that they print, under a key of its own and
    with an address that never shows another release."""
    of_table = f"/data/releases/{latest}/tables/{TABLE}/"
    pages = {of_table: of_table, "/data/forums/conference/": f"/data/releases/{latest}/"}
    keys = {whole.partition(",")[0]}
    for page, kept in pages.items():
        text = body(client.get(page)).decode()
        found = dict(re.findall(r'href="(/data/citation-[^"]+\.(bib|ris))"', text))
        files = {form: body(client.get(address)).decode() for address, form in found.items()}
        assert files.keys() == {"bib", "ris"}
        for said in files.values():
            assert f"{settings.PARITY_ADDRESS}{kept}" in said
        keys.add(files["bib"].partition(",")[0])
    assert len(keys) == 1 + len(pages)
    for wrong in ("no_such_table", "forum-nowhere"):
        assert client.get(f"/data/citation-{latest}-{wrong}.bib").status_code == 404


def test_citations_and_linked_data_can_be_read_by_machines(site: list[Meeting]) -> None:
    client, latest = Client(), version(2)
    home = body(client.get("/")).decode()
    dataset = json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', home, re.DOTALL)[1])  # type: ignore[index]
    assert dataset["@type"] == "Dataset"
    assert dataset["version"] == latest
    assert {part["name"] for part in dataset["distribution"]} >= {f"{TABLE}.csv", f"{TABLE}.xlsx", f"{TABLE}.json"}
    address = f"{settings.PARITY_ADDRESS}/data/releases/{latest}/"
    bib = body(client.get(f"/data/citation-{latest}.bib")).decode()
    assert bib.startswith("@misc{")
    assert bib.count("{") == bib.count("}")
    assert address in bib
    assert address in body(client.get(f"/data/citation-{latest}.ris")).decode()
    _parts_are_cited_apart(client, latest, bib)
    feed = ET.fromstring(body(client.get("/data/releases.atom")))
    atom = "{http://www.w3.org/2005/Atom}"
    assert feed.findall(f"{atom}entry/{atom}id")[0].text == address
    locations = ET.fromstring(body(client.get("/sitemap.xml")))
    assert address in {element.text for element in locations.iter() if element.tag.endswith("loc")}
    assert json.loads(body(client.get("/data/catalogue.jsonld")))["@type"] == "dcat:Catalog"


def test_hostile_texts_cannot_leave_their_place(site: list[Meeting]) -> None:
    evil = '</script><script>alert(1)</script>"\\ & ünï'
    publish(title=evil, notes=evil)
    home = body(Client().get("/")).decode()
    assert "<script>alert" not in home
    dataset = re.search(r'<script type="application/ld\+json">(.*?)</script>', home, re.DOTALL)
    assert dataset
    assert json.loads(dataset[1])["name"] == evil
    ET.fromstring(body(Client().get("/data/releases.atom")))


def test_the_address_holds_the_view(site: list[Meeting]) -> None:
    client = Client()
    url = reverse("public:table", args=[version(2), "participation_by_regional_group"])
    page = body(client.get(f"{url}?meeting_id=conference-2023&columns=women&columns=meeting_id&per_page=2")).decode()
    rows = html_rows(page)
    assert [set(row) for row in rows] == [{"meeting_id", "women"}] * 2
    assert {row["meeting_id"] for row in rows} == {"conference-2023"}
    following = re.search(r'rel="next" href="([^"]+)"', page)
    assert following
    assert "meeting_id=conference-2023" in following[1]
    refused = client.get(f"{url}?no_such_column=1")
    assert refused.status_code == 400
    assert "no_such_column" in body(refused).decode()
    for wrong in ("page=-1", "per_page=501"):
        assert client.get(f"{url}?{wrong}").status_code == 400


def test_compressed_once_and_not_sent_twice(site: list[Meeting]) -> None:
    client = Client()
    for url in ("/", f"/data/releases/{version(1)}/{TABLE}.csv", "/api/v1/releases"):
        packed = client.get(url, headers={"accept-encoding": "gzip"})
        plain = client.get(url)
        assert packed["Content-Encoding"] == "gzip"
        assert packed["ETag"] != plain["ETag"]
        assert len(packed.content) < len(plain.content)
        again = client.get(url, headers={"accept-encoding": "gzip", "if-none-match": packed["ETag"]})
        assert (again.status_code, again.content) == (304, b"")
    file = client.get(f"/data/releases/{version(1)}/{TABLE}.csv")
    assert "immutable" in file["Cache-Control"]
    assert file["Access-Control-Allow-Origin"] == "*"


def test_a_frame_on_another_site_may_show_the_embedded_figure_only(site: list[Meeting]) -> None:
    embedded, page = Client().get("/embed/women/"), Client().get("/")
    assert "frame-ancestors *" in embedded["Content-Security-Policy"]
    assert "X-Frame-Options" not in embedded
    assert "frame-ancestors 'none'" in page["Content-Security-Policy"]
    assert "<script" not in body(embedded).decode()


def test_the_first_page_is_light(site: list[Meeting]) -> None:
    client, sheets = Client(), ("fonts", "design", "contents", "desk", "figures", "public")
    parts = ["/", *(f"/static/parity/{name}.css" for name in sheets)]
    assert sum(len(gzip.compress(body(client.get(part)))) for part in parts) < 100_000


REPORT = {"where": "conference-2024, African States", "what": "Page 3 prints Ms., not Mr.", "reply_to": "r@example.org"}


def test_a_reader_reports_an_error_to_the_office_alone(site: list[Meeting]) -> None:
    client = Client(enforce_csrf_checks=True)
    response = client.post("/data/report-an-error/", REPORT)
    assert response.status_code == 200
    assert not response.cookies
    kept = ReaderReport.objects.get()
    assert (kept.what, kept.reply_to, kept.release) == (REPORT["what"], REPORT["reply_to"], version(2))
    everything = "".join(text for _response, text in crawl(Client(), *STARTS).values())
    assert "prints Ms., not Mr." not in everything
    desk = Client()
    desk.force_login(make_user("reader", "reviewer"))
    assert "prints Ms., not Mr." in body(desk.get("/dashboard/reader-reports/")).decode()


def test_reports_of_programs_and_floods_are_not_kept(site: list[Meeting]) -> None:
    client = Client(REMOTE_ADDR="192.0.2.7")
    assert client.post("/data/report-an-error/", REPORT | {"website": "https://spam.example"}).status_code == 200
    assert client.post("/data/report-an-error/", {"where": "x"}).status_code == 400
    assert ReaderReport.objects.count() == 0
    statuses = [client.post("/data/report-an-error/", REPORT).status_code for _ in range(5)]
    assert statuses == [200, 200, 200, 429, 429]
    assert Client(REMOTE_ADDR="192.0.2.8").post("/data/report-an-error/", REPORT).status_code == 200


def test_old_reports_go_when_a_new_one_comes() -> None:
    old = timezone.now() - datetime.timedelta(days=settings.PARITY_KEEP_REPORTS_DAYS + 1)
    ReaderReport.objects.create(at=old, where="x", what="y")
    Client(REMOTE_ADDR="192.0.2.9").post("/data/report-an-error/", REPORT)
    assert [report.what for report in ReaderReport.objects.all()] == [REPORT["what"]]


ASK = """
import django; django.setup()
from django.conf import settings
from django.core.management import call_command
call_command("check")
from django.urls import get_resolver
print(sorted(str(n) for n in get_resolver().namespace_dict), "login" in get_resolver().reverse_dict)
print([name.rsplit(".")[-1] for name in settings.MIDDLEWARE])
"""


@pytest.mark.parametrize(
    ("side", "namespaces", "login"),
    [("public", ["public"], False), ("desk", ["admin", "bodies", "meetings", "panels", "reports", "staff"], True),
     ("both", ["admin", "bodies", "meetings", "panels", "public", "reports", "staff"], True)],
)  # fmt: skip
def test_each_side_has_its_addresses_and_no_other(side: str, namespaces: list[str], login: bool) -> None:
    environment = os.environ | {"PARITY_SIDE": side, "DJANGO_SETTINGS_MODULE": "tests.settings"}
    done = subprocess.run([sys.executable, "-c", ASK], env=environment, capture_output=True, text=True, check=True)
    *_checked, first, middleware = done.stdout.splitlines()
    assert first == f"{namespaces} {login}"
    assert ("SessionMiddleware" in middleware) == (side != "public")
