"""E-mail addresses, telephone and passport numbers: taken out of whatever is read, and counted."""

from __future__ import annotations

import re
from collections.abc import Iterable

# A mark that only addresses hold; "(at)" and "[at]" stand for it where people hide from machines.
_AT = r"(?:@|＠|\s?[\[({]\s?(?:at|arroba|arobase)\s?[\])}]\s?)"
_MAIL_LABEL = (
    r"(?:e-?\s?mails?(?:\s+address(?:es)?)?|courriels?|adresse(?: électronique| courriel)?|correo(?:\s+electrónico)?"
    r"|(?:эл(?:ектронная)?\.?\s?)?почта|البريد(?: الإلكتروني)?|电子邮件|电邮|邮箱|mailto)\s*[:：.]?\s*"
)
_MAIL = re.compile(rf"(?:\b{_MAIL_LABEL})?[<(\[]?[^\s<>()\[\],;|]+{_AT}[^\s<>()\[\],;|]*[>)\]]?", re.IGNORECASE)
_PHONE_LABEL = (
    r"(?:tel(?:ephones?|éfonos?|éphones?|\.)?|phones?|mobiles?|mob|cell(?:ular|phone)?s?|telefax|fax|móvil(?:es)?"
    r"|portable|whats\s?app|teléfonos?|téléphones?|тел(?:ефон)?|моб(?:ильный)?|факс|(?:ال)?هاتف|(?:ال)?جوال|(?:ال)?فاكس"
    r"|(?:联系)?电话|手机|传真)"
)
_NUMBER_WORD = r"(?:\s*(?:no|nos|nr|number|número|numéro|n[°ºo]|№|رقم|号码|号))?\.?\s*[:：#.]?\s*"
_EXTENSION = r"(?:\s*(?:ext|extension|poste|int|доб|x)\.?\s*\d{1,6})?"
_LABELLED_PHONE = re.compile(
    rf"(?:(?<![^\W\d_]){_PHONE_LABEL}|\b[TMPF](?=[.:]\s*[+(\d])){_NUMBER_WORD}[+(]*\d[\d\s().\-/]{{3,}}\d{_EXTENSION}",
    re.IGNORECASE,
)
_PHONE = re.compile(
    rf"(?:\+\s?[\d(][\d\s().\-/]{{5,}}\d|(?<![\w/])00\d[\d\s().\-/]{{6,}}\d|\(\+?\d{{1,4}}\)[\d\s.\-/]{{5,}}\d"
    rf"|(?<![\w/.-])\d[\d\s().\-/]{{5,}}\d(?![\w/])){_EXTENSION}",
    re.IGNORECASE,
)
_PASSPORT_LABEL = (
    r"(?:passports?|passeports?|pasaportes?|passaporte|reisepass|паспорт\w*|جواز(?: ?(?:ال)?سفر)?|护照"
    r"|laissez[- ]passer"
    r"|(?:national )?id(?:entity)?(?: card)?|identity document|cédula|carte d['’]identité|d\.?n\.?i\.?)"
)
_PASSPORT = re.compile(
    rf"(?<![^\W\d_]){_PASSPORT_LABEL}{_NUMBER_WORD}(?=[A-ZА-Я\d\- /]*\d{{3}})[A-ZА-Я\d][A-ZА-Я\d\-/ ]{{3,}}"
    r"|\b[A-Z]{1,3}[ -]?\d{6,9}\b|\b\d{2}[A-Z]{2}\d{5}\b",
    re.IGNORECASE,
)
_BARE_PASSPORT = re.compile(r"[A-Z]{1,3}[ -]?\d{6,9}|\d{2}[A-Z]{2}\d{5}")
_LABEL_ALONE = re.compile(rf"^(?:{_MAIL_LABEL}|{_PHONE_LABEL}|{_PASSPORT_LABEL}){_NUMBER_WORD}$", re.IGNORECASE)
_YEARS = re.compile(r"(?:1[89]|20)\d\d")
_DATE = re.compile(r"(?:\d{4}([-./])\d{1,2}\1\d{1,2}|\d{1,2}([-./ ])\d{1,2}\2\d{4})(?:[T ].*)?")
_THOUSANDS = re.compile(r"\d{1,3}(?:[ .]\d{3})+")
_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+")
_SUSPECT = re.compile(r"[@＠\d(\[{]")  # without any of these there is none
_LEFT_OVER = " ,;|/–—-:<>\t"
_DAYS = 31
_CONTIGUOUS, _GROUPED = 7, 9  # digits from which on a number without a sign or a label is one of a person


class PrivateData:
    """Takes private data out of texts and counts what it took."""

    def __init__(self) -> None:
        self.taken = 0
        self._address_goes_on = False

    def without(self, text: str, *, numbers: bool = True) -> str:
        """The text without private data; "" where nothing else stood in it. ``numbers``: not only addresses."""
        if not _SUSPECT.search(text):
            return text
        kept = _MAIL.sub(self._take_address, text) if _may_hold_address(text) else text
        if numbers:
            kept = _LABELLED_PHONE.sub(self._take, kept)
            kept = _PASSPORT.sub(self._take_passport, kept)
            kept = _PHONE.sub(self._take_phone, kept)
        if kept == text:
            return text
        kept = " ".join(kept.split()).strip(_LEFT_OVER)
        return "" if _LABEL_ALONE.match(kept) or not any(map(str.isalnum, kept)) else kept

    def without_any(self, lines: Iterable[str]) -> list[str]:
        """The lines of one text; an address may break over two of them, and a label stand above what it names."""
        found = []
        for text in lines:
            goes_on, self._address_goes_on = self._address_goes_on, False
            if goes_on and _HOST.fullmatch(text.strip()):
                found.append("")
                continue
            at = _MAIL.search(text) if _may_hold_address(text) else None
            self._address_goes_on = at is not None and at.end() == len(text.rstrip()) and _breaks(at[0])
            found.append("" if _LABEL_ALONE.match(text.strip()) else self.without(text))
        return found

    def _take(self, _found: re.Match[str]) -> str:
        self.taken += 1
        return " "

    def _take_address(self, found: re.Match[str]) -> str:
        """One has a letter in it; "4,000@40%" has none."""
        return self._take(found) if any(map(str.isalpha, re.split(_AT, found[0], flags=re.IGNORECASE)[0])) else found[0]

    def _take_passport(self, found: re.Match[str]) -> str:
        """Letters before a number are one only where they are capitals."""
        labelled = re.match(_PASSPORT_LABEL, found[0], re.IGNORECASE)
        return self._take(found) if labelled or _BARE_PASSPORT.fullmatch(found[0]) else found[0]

    def _take_phone(self, found: re.Match[str]) -> str:
        return self._take(found) if _is_phone(found[0].strip()) else found[0]


def _may_hold_address(text: str) -> bool:
    return "@" in text or "＠" in text or re.search(_AT, text, re.IGNORECASE) is not None


def _breaks(address: str) -> bool:
    """Whether an address has no end yet: "eva@", "eva@exam-", "eva@example."."""
    host = re.split(_AT, address, flags=re.IGNORECASE)[-1]
    return not host or host.endswith(("-", ".")) or "." not in host


def _is_phone(number: str) -> bool:
    """Not years, a date, or an amount: a sign before it, many digits in one, or more still in groups."""
    groups = re.findall(r"\d+", number)
    digits = sum(map(len, groups))
    if number.startswith(("+", "00", "(")):
        return digits >= _CONTIGUOUS
    if any(map(_YEARS.fullmatch, groups)) and all(_YEARS.fullmatch(one) or int(one) <= _DAYS for one in groups):
        return False
    if _DATE.fullmatch(number) or _THOUSANDS.fullmatch(number):
        return False
    if max(map(len, groups)) >= _CONTIGUOUS:
        return True
    local = re.fullmatch(r"\d{3}[-.]\d{4}", number) is not None
    return local or (digits >= _GROUPED and len(groups) > 2 and (number[0] == "0" or digits > _GROUPED))


def left_out(taken: int) -> str:
    """How much was taken out, for whoever brought the list in."""
    counted = "1 e-mail address, telephone or passport number was"
    if taken != 1:
        counted = f"{taken:,} e-mail addresses, telephone or passport numbers were"
    return f"{counted} removed. Such private data is never stored. Nothing to do."
