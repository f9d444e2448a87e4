"""Safe opening of zipped workbooks, checked on the bytes that really come out.

Two readers may disagree about a crafted zip (duplicate or overlapping members, false sizes), and a kilobyte may unpack
to gigabytes. Nothing here trusts a declared size, and only workbooks both readers would see alike pass.
"""

from __future__ import annotations

import io
import re
import stat
import struct
import zipfile
import zlib
from collections.abc import Iterator

from meetings.reading.sheet import Limits, Unreadable

_CHUNK = 1 << 18
_DECLARED_ENCODING = re.compile(rb"""<\?xml[^>]*?encoding\s*=\s*["']([A-Za-z0-9._\-]+)["']""")
_READABLE_ENCODINGS = {
    "utf-8",
    "utf8",
    "utf-16",
    "utf-16le",
    "utf-16be",
    "us-ascii",
    "ascii",
    "iso-8859-1",
    "windows-1252",
}


class Archive:
    """The members of a zip after all checks; `read` and `chunks` inflate again, within the same limits."""

    def __init__(self, data: bytes, limits: Limits) -> None:
        """Raises Unreadable when the archive is damaged, encrypted, ambiguous or unpacks to more than the limits."""
        self.data = data
        self._limits = limits
        self._members: dict[str, tuple[int, zipfile.ZipInfo]] = {}
        members = self._directory()
        self._check_names(members)
        self._locate(members)
        self._unpack_all()

    def __contains__(self, name: str) -> bool:
        return name in self._members

    def names(self) -> list[str]:
        return list(self._members)

    def read(self, name: str) -> bytes:
        return b"".join(self.chunks(name))

    def chunks(self, name: str) -> Iterator[bytes]:
        """The unpacked bytes of one member, a quarter of a megabyte at a time."""
        start, member = self._members[name]
        packed = memoryview(self.data)[start : start + member.compress_size]
        if member.compress_type == zipfile.ZIP_STORED:
            for offset in range(0, len(packed), _CHUNK):
                yield bytes(packed[offset : offset + _CHUNK])
            return
        inflater = zlib.decompressobj(-15)
        try:
            for offset in range(0, len(packed), _CHUNK):
                piece = inflater.decompress(packed[offset : offset + _CHUNK], _CHUNK)
                while piece:
                    yield piece
                    piece = inflater.decompress(inflater.unconsumed_tail, _CHUNK)
        except zlib.error:
            raise _damaged() from None
        if not inflater.eof:
            raise _damaged()

    def replaced(self, parts: dict[str, bytes]) -> bytes:
        """The same archive with some members' content exchanged."""
        target = io.BytesIO()
        with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as copy:
            for name in self._members:
                copy.writestr(name, parts[name] if name in parts else self.read(name))
        return target.getvalue()

    def _directory(self) -> list[zipfile.ZipInfo]:
        try:
            with zipfile.ZipFile(io.BytesIO(self.data)) as archive:
                members = archive.infolist()
        except (zipfile.BadZipFile, ValueError, NotImplementedError, struct.error, OverflowError):
            raise _damaged() from None
        if not members:
            raise Unreadable("damaged", "The file is an empty archive; export the list again and upload the new file.")
        if len(members) > self._limits.members:
            raise Unreadable(
                "too_many_parts",
                f"The workbook has {len(members):,} parts and the limit is {self._limits.members:,}; "
                "copy the list alone into a new workbook.",
            )
        return members

    def _check_names(self, members: list[zipfile.ZipInfo]) -> None:
        seen: set[str] = set()
        for member in members:
            # orig_filename: zipfile cuts names at NUL and turns separators, which would hide what the member was called
            name = member.orig_filename.replace("\\", "/")
            if member.flag_bits & 0x1:
                raise Unreadable(
                    "password_protected",
                    "The workbook is password-protected; save a copy without a password and upload that.",
                )
            if name.startswith("/") or ".." in name.split("/") or ":" in name or "\0" in name:
                raise _ambiguous("a part that points outside the workbook")
            if stat.S_ISLNK(member.external_attr >> 16):
                raise _ambiguous("a link instead of a part")
            if name.lower() in seen:
                raise _ambiguous("two parts of the same name")
            if member.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise _damaged()
            seen.add(name.lower())

    def _locate(self, members: list[zipfile.ZipInfo]) -> None:
        """Find where each member's bytes begin, from its own header; no two members may share a byte."""
        end_of_previous = 0
        located: dict[str, tuple[int, zipfile.ZipInfo]] = {}
        for member in sorted(members, key=lambda each: each.header_offset):
            offset = member.header_offset
            if offset < end_of_previous:
                raise _ambiguous("overlapping parts")
            header = self.data[offset : offset + 30]
            if len(header) < 30 or header[:4] != b"PK\x03\x04":
                raise _damaged()
            name_length, extra_length = struct.unpack_from("<HH", header, 26)
            start = offset + 30 + name_length + extra_length
            end_of_previous = start + member.compress_size
            if end_of_previous > len(self.data):
                raise _damaged()
            local_name = self.data[offset + 30 : offset + 30 + name_length]
            if local_name != member.orig_filename.encode("utf-8" if member.flag_bits & 0x800 else "cp437", "replace"):
                raise _ambiguous("a part with two names")
            located[member.filename] = (start, member)
        self._members = {member.filename: located[member.filename] for member in members}

    def _unpack_all(self) -> None:
        total = 0
        for name, (_, member) in self._members.items():
            size = crc = 0
            markup = _MarkupCheck(name)
            for chunk in self.chunks(name):
                size += len(chunk)
                total += len(chunk)
                crc = zlib.crc32(chunk, crc)
                if total > self._limits.unpacked_bytes or self._expands_too_much(size, member.compress_size):
                    raise Unreadable(
                        "too_large_unpacked",
                        "The workbook is too large when unpacked; "
                        "copy the list alone, without formatting, into a new workbook.",
                    )
                markup.feed(chunk)
            if size != member.file_size or crc != member.CRC:
                raise _damaged()

    def _expands_too_much(self, size: int, packed: int) -> bool:
        return size > self._limits.ratio_from_bytes and size > self._limits.ratio * packed


class _MarkupCheck:
    """Refuses a document type or entity declaration in any part that is XML, whatever its encoding."""

    def __init__(self, name: str) -> None:
        self._is_markup: bool | None = True if name.lower().endswith((".xml", ".rels", ".vml")) else None
        self._wide = False
        self._tail = b""
        self._begun = False

    def feed(self, chunk: bytes) -> None:
        if not self._begun:
            self._begin(chunk)
        if not self._is_markup:
            return
        if self._wide:
            chunk = chunk.replace(b"\0", b"")  # UTF-16 and UTF-32: the markup itself is ASCII with zero bytes between
        if b"<!" in chunk or self._tail:
            window = self._tail + chunk[:16]
            if b"<!DOCTYPE" in chunk or b"<!ENTITY" in chunk or b"<!DOCTYPE" in window or b"<!ENTITY" in window:
                raise Unreadable(
                    "unsafe_xml",
                    "The workbook holds declarations that no spreadsheet program writes and that are unsafe to read; "
                    "open it in a spreadsheet program and save it as a new .xlsx.",
                )
        self._tail = chunk[-16:] if b"<" in chunk[-16:] else b""

    def _begin(self, chunk: bytes) -> None:
        self._begun = True
        opening = chunk[:400]
        self._wide = b"\0" in opening
        if self._wide:
            opening = opening.replace(b"\0", b"")
        if self._is_markup is None:
            self._is_markup = opening.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<")
        if not self._is_markup:
            return
        declared = _DECLARED_ENCODING.search(opening)
        if declared and declared[1].decode("ascii").lower() not in _READABLE_ENCODINGS:
            raise _damaged()
        if opening and b"<" not in opening:
            raise _damaged()  # an encoding in which markup is not ASCII: no spreadsheet program writes one


def _damaged() -> Unreadable:
    return Unreadable(
        "damaged", "The file is damaged or incomplete; open it in a spreadsheet program and save it again as .xlsx."
    )


def _ambiguous(what: str) -> Unreadable:
    return Unreadable(
        "ambiguous_archive",
        f"The workbook holds {what}, so different programs would read different lists; "
        "open it in a spreadsheet program and save it as a new .xlsx.",
    )
