"""All files of a release: every table in every format, the metadata, and their hashes."""

from __future__ import annotations

from collections.abc import Iterator

from meetings.files.formats import CSV, JSON, XLSX
from reports.releases import metadata, stata_and_spss, workbook
from reports.releases.contents import Contents, File, as_csv, as_json


def files_of(contents: Contents) -> Iterator[File]:
    """Every file of the release; ``SHA256SUMS`` comes last and names all others."""
    written: list[tuple[str, str, int, int | None]] = []

    def note(file: File) -> File:
        written.append((file.name, file.sha256, len(file.content), file.rows))
        return file

    for table in contents.tables:
        name, rows = table.spec.name, len(table.rows)
        yield note(File(CSV.named(name), CSV.media_type, as_csv(table), rows))
        yield note(File(JSON.named(name), JSON.media_type, as_json(table, contents), rows))
    for table in contents.data:
        book = workbook.as_xlsx(table, contents)
        yield note(File(XLSX.named(table.spec.name), XLSX.media_type, book, len(table.rows)))
    for file in stata_and_spss.files_of(contents) if contents.stata_and_spss else ():
        yield note(file)
    for file in metadata.files_of(contents, {name: (sha, size) for name, sha, size, _rows in written}):
        yield note(file)
    sums = "".join(f"{sha}  {name}\n" for name, sha, _size, _rows in sorted(written))
    yield File("SHA256SUMS", "text/plain", sums.encode())
