"""Decoding of delimited text, and the encoding it was read with.

Unicode is recognised by itself. Windows-1252 is taken only when the result reads as Western; every other code page
would decode just as well and mean something else, so it is asked for.
"""

from __future__ import annotations

import codecs
import re

from meetings.reading.sheet import Unreadable

ASK = "say which with --encoding (1250 Central European, 1251 Cyrillic, 1256 Arabic, …) or save the list as UTF-8"
_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_WORD = re.compile(r"[^\W\d_]+")
# Signs of another code page: a currency or other sign inside a word, and letters where no Western language has them.
_FOREIGN = re.compile(
    r"[^\W\d_][¤¦§¨©«¬®°±²³¶¹»¼½¾¿ƒ†‡‰¢£¥¡][^\W\d_]|\b[£¥¯][a-z]|[a-zà-ÿ][ìùþð][a-zß-ÿ]|\bÈ(?!v)[a-z]"
)
_TWICE = re.compile(r"[ÃÂ][\u0080-\u00bf‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ€]|â€[™œ“”˜¦]")


def decode(data: bytes, asked: str) -> tuple[str, str]:
    """-> (text, encoding). Raises Unreadable, code "encoding", when it has to be asked for or is not the one asked."""
    if asked:
        return _as_asked(data, asked)
    for bom, encoding in _BOMS:
        if data.startswith(bom):
            try:
                return data[len(bom) :].decode(encoding), encoding
            except UnicodeDecodeError as error:
                raise _not_decodable(data, error.start, f"the text is not valid {encoding.upper()}") from None
    wide = _wide_without_mark(data)
    if wide:
        return data.decode(wide), wide
    try:
        return data.decode("utf-8"), "utf-8"
    except UnicodeDecodeError as error:
        return _western(data, error.start), "windows-1252"


def looks_encoded_twice(text: str) -> bool:
    """Does UTF-8 text show the signs of having been read as Windows-1252 and saved again ("CÃ´te")?"""
    return bool(_TWICE.search(text))


def _as_asked(data: bytes, asked: str) -> tuple[str, str]:
    name = f"cp{asked}" if re.fullmatch(r"\d{3,4}", asked) else asked
    try:
        encoding = codecs.lookup(name)
        text, _ = encoding.decode(data, "strict")
    except LookupError:
        raise Unreadable("encoding", f"There is no encoding “{asked[:40]}”; {ASK}.") from None
    except (UnicodeError, ValueError):
        raise Unreadable("encoding", f"The text is not written in the encoding “{asked[:40]}”; {ASK}.") from None
    if not isinstance(text, str):
        raise Unreadable("encoding", f"“{asked[:40]}” is not a text encoding; {ASK}.")
    return text.removeprefix("\ufeff"), encoding.name


def _wide_without_mark(data: bytes) -> str:
    """UTF-16 without its mark: every other byte of Western letters is zero, and line ends take two bytes."""
    opening = data[:4096]
    most = len(opening) // 20  # one pair in ten
    evens, odds = opening[0::2].count(0), opening[1::2].count(0)
    wide = "utf-16-le" if odds > max(most, evens * 10) else "utf-16-be" if evens > max(most, odds * 10) else ""
    if not wide:
        return ""
    try:
        text = data.decode(wide)
    except UnicodeDecodeError:
        return ""
    return wide if "\n" in text or "\r" in text else ""


def _western(data: bytes, at: int) -> str:
    _refuse_mixed(data)
    try:
        text = data.decode("windows-1252")
    except UnicodeDecodeError as error:
        raise _not_decodable(data, error.start, "the encoding is not recognised") from None
    if not _reads_as_western(text):
        raise _not_decodable(data, at, "the text is neither Unicode nor Western European")
    return text


def _refuse_mixed(data: bytes) -> None:
    """Some lines in UTF-8 and others not: two files were pasted together, and one half would be spoilt."""
    unicode_lines, first_other = 0, 0
    for number, line in enumerate(data.splitlines(), 1):
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            unicode_lines += 1
        except UnicodeDecodeError:
            first_other = first_other or number
    if unicode_lines and first_other:
        raise Unreadable(
            "encoding",
            f"Line {first_other} is not written in UTF-8 although other lines are; correct that line, "
            "save the list as UTF-8, or name one encoding for all of it with --encoding.",
            row=first_other,
        )


def _reads_as_western(text: str) -> bool:
    """In Western languages most letters of a word are plain; in Cyrillic or Arabic read as Western hardly any is."""
    words = [word for word in _WORD.findall(text) if not word.isascii()]
    letters = sum(len(word) for word in words)
    accented = sum(1 for word in words for letter in word if not letter.isascii())
    return accented * 2 <= letters and not _FOREIGN.search(text)


def _not_decodable(data: bytes, at: int, why: str) -> Unreadable:
    line = len(data[:at].splitlines()) or 1
    return Unreadable("encoding", f"In line {line} {why}; {ASK}.", row=line)
