"""The guard of spreadsheet cells: every text that a program could run as a formula gets an apostrophe."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meetings.files.spreadsheet_cells import csv_text, guarded, unguarded
from meetings.reading.celltext import clean

FILLERS = "\u034f\u115f\u1160\u180b\u2800\u3164\ufe0f\uffa0\U000e0101"
INVISIBLE = st.characters(categories=["Cc", "Cf", "Zl", "Zp", "Zs"]) | st.sampled_from(FILLERS)
BEGINS = st.sampled_from("=+-@|＝＋－＠﹢﹦")
TEXT = st.text(st.characters(exclude_categories=["Cs"]))
HIDDEN = [
    "\u200e=1+1", "\u3000=1", "\x0b=1", "\x00=1", "\u00ad-1", "\u202e@x", "\u2066+1", "\u180e=1", "\ufe0f=1",
    "\U000e0001=1", "\u2028=1", "\x85=1", "\u2003\u200f\ufeff|x", "＝1", " ＋1", "\u200b－1", "＠SUM(A1)",
]  # fmt: skip


@pytest.mark.parametrize("text", HIDDEN)
def test_a_formula_behind_what_nobody_sees_is_guarded(text: str) -> None:
    assert guarded(text) == f"'{text}"


@given(st.text(INVISIBLE), BEGINS, TEXT)
def test_whatever_invisible_stands_before_it_a_formula_is_guarded(before: str, begins: str, rest: str) -> None:
    assert guarded(before + begins + rest) == f"'{before}{begins}{rest}"


@given(st.text(INVISIBLE), st.characters(categories=["L", "N"], exclude_characters=FILLERS + "₊₌⁺⁼﬩"), TEXT)
def test_a_text_that_begins_with_a_letter_or_a_number_stays_as_it_is(before: str, letter: str, rest: str) -> None:
    text = before.translate(dict.fromkeys(map(ord, "\t\r\n"))) + letter + rest
    assert guarded(text) == text


@pytest.mark.parametrize("value", [None, 0, -1, 0.5, True, "", "Genève", "O'Neil", "'tis", "a=b", " Ada", "−5 °C"])
def test_everything_else_stays_as_it_is(value: object) -> None:
    assert guarded(value) is value


@given(st.text(st.sampled_from("'=+@ \u200e\tab")) | TEXT)
def test_the_apostrophe_comes_off_again_and_no_other(text: str) -> None:
    assert unguarded(guarded(text)) == text


@given(TEXT)
def test_a_cell_that_was_kept_comes_back_through_a_csv_as_it_was(text: str) -> None:
    kept, _code, _found = clean(text)
    ((read,),) = csv.reader(io.StringIO(csv_text([[kept]]), newline=""))
    if not read.startswith("'") or kept.startswith("'"):
        assert read == kept
    assert clean(read)[0] == kept


def test_csv_text_writes_headers_and_values_past_the_same_guard() -> None:
    rows = [["=head", "b"], ["＝1", -1], [None, 'say "no"']]
    assert csv_text(rows) == '\'=head,b\r\n\'＝1,-1\r\n,"say ""no"""\r\n'
    assert csv_text([["a", "b;c"]], line_end="\n", separator=";") == 'a;"b;c"\n'
