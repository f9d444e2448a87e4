"""Addresses, telephone and passport numbers, and what only resembles them in a list."""

from __future__ import annotations

import pytest

from meetings.reading.private import PrivateData, left_out

PRIVATE = """
asha.mwongo@example.org
E-mail: asha@example.org
Courriel : asha@example.org
Correo electrónico: asha@example.org
asha (at) example.org
asha [at] example.org
asha@
+254 20 555 01 02
Tel.: 020 555 01 02
Tel 5550102 ext. 12
Téléphone : 01 23 45 67 89
Teléfono: 55 5010 2030
тел. +7 495 555-01-02
هاتف 0205550102
手机: 13800138000
Mobile no. 555-0102
Fax: +1 212 555 0100
M: +254 700 000 000
(020) 555-0102
00254205550102
555-010-2345
Passport A1234567
Passport No.: 12AB34567
Passeport n° 12AB34567
Pasaporte nº X-1234567
паспорт № AB1234567
паспорт 4509 123456
جواز سفر رقم A1234567
护照号码: E12345678
A1234567
ID card 123456789
123456789
"""
HARMLESS = """
Passport Officer
Head, Passport Section 4
Director, 2014-2026
Programme 2021-2022-2023
2 March 2026
2019.01 - 2020.05
Shares (4,000@40)
2026-03-02
18/11/2024
Non-governmental organizations 362 5435
TOTAL 1 362 12 435
Parties 181 2,804
A/RES/70/1
CCW/P.V/CONF/2019/INF.1
Group of 77 and China
Room 1234, Building 5
Resolution 1325 (2000)
Resolution 1540 (2004) Committee
ISO 9001:2015
Agenda 2030
Director @ Company
P.O. Box 30552, 00100 Nairobi
CH-1211 Geneva 10
E-mail and Telephone Services
Mobile Networks Association
"""


def lines(text: str) -> list[str]:
    return text.strip().splitlines()


@pytest.mark.parametrize("text", lines(PRIVATE))
def test_nothing_is_left_of_what_is_private(text: str) -> None:
    private = PrivateData()
    assert (private.without(text), private.taken) == ("", 1)
    assert private.without(f"Adviser, {text}") == "Adviser"
    assert private.without(f"Adviser; {text}, Ministry of Tests").replace(",", "").split() in (
        ["Adviser;", "Ministry", "of", "Tests"],
        ["Adviser;"],
    )


@pytest.mark.parametrize("text", lines(HARMLESS))
def test_what_only_resembles_it_stays(text: str) -> None:
    private = PrivateData()
    assert (private.without(text), private.taken) == (text, 0)


def test_an_address_over_two_lines_and_a_label_above_its_number() -> None:
    private = PrivateData()
    printed = [
        "Adviser",
        "asha.mwongo@exam-",
        "ple.org",
        "Telephone:",
        "020 555 01 02",
        "asha@",
        "example.org",
        "Norway",
    ]
    assert private.without_any(printed) == ["Adviser", "", "", "", "", "", "", "Norway"]
    assert private.taken == 3


def test_fields_of_numbers_and_days_keep_their_numbers_and_lose_addresses() -> None:
    private = PrivateData()
    assert private.without("A1234567", numbers=False) == "A1234567"
    assert private.without("asha@example.org", numbers=False) == ""


def test_the_number_is_told() -> None:
    assert "1 e-mail address, telephone or passport number was removed" in left_out(1)
    assert "2 e-mail addresses, telephone or passport numbers were removed" in left_out(2)
