"""Table pages: human headers that sort, words that say what the files hold, links, and columns to choose."""

from __future__ import annotations

import re
from html import unescape
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse

from reports.public.table_queries import CannotAsk, as_text, ask, read_query
from reports.releases import published
from reports.releases.disclosure.policy import REST
from tests.public.test_public import cells_of, html_rows
from tests.worlds.public_site import body

TABLE = "participation_by_meeting"


@pytest.fixture
def page(published_office: None) -> str:
    return text_of()


def text_of(query: str = "", table: str = TABLE) -> str:
    latest = published.latest()
    assert latest
    return body(Client().get(reverse("public:table", args=[latest.version, table]) + query)).decode()


def rows() -> list[dict[str, Any]]:
    latest = published.latest()
    assert latest
    return latest.table(TABLE).rows


@pytest.mark.django_db
def test_the_data_come_first_under_human_headers(page: str) -> None:
    head = re.search(r"<thead>(.*?)</thead>", page, re.DOTALL)
    assert head
    titles = [unescape(title) for title in re.findall(r'<a href="\?[^"]*">([^<]*)<svg', head[1])]
    assert titles == ["Meeting", "Year", "Women", "Men", "Not recorded as a woman or a man", "Total", "Share of women",
                      "Range", "Flag"]  # fmt: skip
    assert page.index('<table class="data">') < page.index("meetings.csv".replace("meetings", TABLE))
    assert not re.search(r"_", "".join(titles)), "no code name is a header"
    assert page.count('popovertarget="') == len(titles)
    for target in re.findall(r'popovertarget="([^"]*)"', page):
        assert f'popover id="{target}"' in page


@pytest.mark.django_db
def test_what_is_read_is_what_the_files_hold(page: str) -> None:
    latest = published.latest()
    assert latest
    names = {row["meeting_id"]: row["title"] for row in latest.table("meetings").rows}
    shown = {cells[0].split("\n")[0].split("TEST/")[0]: cells for cells in cells_of(page)}
    for row in rows():
        cells = next(cells for title, cells in shown.items() if title.startswith(names[row["meeting_id"]]))
        closed = "c" in (row["flag"] or "")
        told = [
            str(row[name]) if row[name] or not closed else "fewer than 3" for name in ("women", "men", REST, "total")
        ]
        assert cells[1:6] == [str(row["year"]), *told]
        if row["share_women"] is None:
            assert cells[6] == ("not given: closed list" if closed and row["women"] is not None else "–")
        else:
            assert cells[6].startswith(f"{100 * row['share_women']:.0f}\u00a0%")
            assert f"{row['women']} of {row['women_and_men']}" in cells[6]
            ends = [f"{100 * row[name]:.0f}" for name in ("share_if_rest_men", "share_if_rest_women")]
            assert cells[7] == f"{ends[0]}–{ends[1]}\u00a0%"
        assert f'href="/data/meetings/{row["meeting_id"]}/"' in page


@pytest.mark.django_db
def test_a_header_sorts_both_ways_and_keeps_what_is_chosen(page: str) -> None:
    asked = text_of("?columns=women&columns=meeting_id&year=2024")
    link = re.search(r'data-columns="women"[^>]*>.*?href="\?([^"]*)"', asked, re.DOTALL)
    assert link
    address = unescape(link[1])
    assert {"year=2024", "sort=-women"} <= set(address.split("&"))
    down = [int(row["women"]) for row in html_rows(text_of(f"?{address}"))]
    assert down == sorted((row["women"] for row in rows() if row["year"] == 2024), reverse=True) != []
    assert 'aria-sort="descending"' in text_of(f"?{address}")
    up = re.search(r'data-columns="women"[^>]*>.*?href="\?([^"]*)"', text_of(f"?{address}"), re.DOTALL)
    assert up
    assert [int(row["women"]) for row in html_rows(text_of(f"?{unescape(up[1])}"))] == down[::-1]
    latest = published.latest()
    assert latest
    address = reverse("public:table", args=[latest.version, TABLE])
    assert Client().get(f"{address}?sort=nobody").status_code == 400


def test_sorting_puts_what_is_not_published_last_and_keeps_the_order_of_the_table() -> None:
    table: list[dict[str, Any]] = [{"a": 2, "b": "x"}, {"a": None, "b": "y"}, {"a": 1, "b": "z"}, {"a": 2, "b": "w"}]
    for sort, expected in (("a", "zxwy"), ("-a", "xwzy"), ("", "xyzw"), ("b", "wxyz")):
        answer = ask(table, read_query({"sort": [sort]}, ["a", "b"]))
        assert "".join(as_text(row["b"]) for row in answer.records) == expected
    with pytest.raises(CannotAsk, match="to sort by"):
        read_query({"sort": ["-c"]}, ["a", "b"])
