"""The walk over a document's lines that turns them into headings and people, and accounts for each."""

from __future__ import annotations

from collections.abc import Callable

from meetings.reading.documents.headings import (
    Place,
    heading_text,
    is_role_heading,
    open_heading,
    opens_section,
    split_headings,
)
from meetings.reading.documents.masthead import is_title_of_list
from meetings.reading.documents.measures import Measures
from meetings.reading.documents.occupation import leads_with
from meetings.reading.documents.page import CONTINUATION, COVER, FURNITURE, HEADING, NOT_UNDERSTOOD, PERSON, Line
from meetings.reading.documents.people import Person, name_goes_on, read_blocks
from meetings.reading.documents.titled import Titles, has_family_capitals, looks_like_name
from meetings.words.sections import is_note, is_section, plain_heading, without_continued

_MOST_LINES = 14  # of one person's block, all columns together


class Entries:
    """One walk over the lines of a list, from the first heading to the end."""

    def __init__(self, titles: Titles, measures: Measures, is_state: Callable[[str], bool]) -> None:
        self.titles = titles
        self.measures = measures
        self.is_state = is_state
        self.place = Place()
        self.people: list[Person] = []
        self._block: list[Line] = []
        self._heading: list[Line] = []
        self._interrupted: list[Line] = []  # the block that the last heading closed
        self._closed: list[Person] = []  # and whom it named

    def read(self, lines: list[Line]) -> list[Person]:
        """The people of the list; every line's ``kind`` is set."""
        printed = [line for line in lines if line.kind != FURNITURE]
        start = self._start(printed)
        for line in printed[:start]:
            named = has_family_capitals(line.text) and not is_title_of_list(line.text)
            line.kind = NOT_UNDERSTOOD if named else COVER  # whoever stands above the list may belong to it
        for position in range(start, len(printed)):
            self._take(printed[position], printed[position + 1 : position + 6])
        self._close_block()
        self._close_heading()
        return self.people

    def _start(self, lines: list[Line]) -> int:
        """Where the list begins: at the headings right above its first person."""
        first = next((n for n, line in enumerate(lines) if self.titles.names_somebody(line.text)), len(lines))
        if first == len(lines):
            return first
        start = first
        while start and start > first - 8 and self._may_head(lines[start - 1], lines[start]):
            start -= 1
        above = (n for n in range(first - 1, max(0, first - 6), -1) if is_section(lines[n].text))
        return min(start, next(above, start))

    def _may_head(self, line: Line, below: Line) -> bool:
        if line.cell > 0 or line.page != below.page or len(line.text) > 120 or is_title_of_list(line.text):
            return False
        return self.measures.is_heading(line) or is_section(line.text) or self.is_state(plain_heading(line.text))

    def _take(self, line: Line, following: list[Line]) -> None:
        if self._names_somebody(line):
            self._close_block()
            self._close_heading()
            line.kind = PERSON
            self._block = [line]
        elif self._completes_name(line):
            line.kind = CONTINUATION
            self._block.append(line)
        elif self._is_heading(line, following):
            self._close_block()
            line.kind = HEADING
            self._heading.append(line)
        elif self._resumes(line):
            line.kind = CONTINUATION
            self._block.append(line)
        elif self._heading and not self._block and self._continues_heading(line):
            line.kind = CONTINUATION
            self._heading.append(line)
        elif is_note(line.text) and not self._in_block(line):
            line.kind = FURNITURE
        elif self._block and self._belongs(line):
            line.kind = CONTINUATION
            self._block.append(line)
        elif self._is_untitled(line):
            self._close_block()
            self._close_heading()
            line.kind = PERSON
            self._block = [line]
        else:
            line.kind = NOT_UNDERSTOOD

    def _names_somebody(self, line: Line) -> bool:
        if not self.titles.names_somebody(line.text):
            return False
        if self.titles.says_gender(line.text):
            return True
        if line.cell:
            return False
        if not self._block or self.measures.opens_block(line):
            return True
        below_name = len(self._block) == 1 and self.titles.reads_as_post(line.text)
        return not self.measures.known_space(line) and not below_name

    def _completes_name(self, line: Line) -> bool:
        """Whether a family name that had no room beside the given one stands below it, in a list that has no types."""
        if self.measures.typed or not self.measures.family_capitals or len(self._block) != 1:
            return False
        first = self._block[0]
        return name_goes_on(first, line, first.text, self.measures) and not self.is_state(plain_heading(line.text))

    def _is_heading(self, line: Line, following: list[Line]) -> bool:
        if line.cell:
            return line.cell < 0
        if self.measures.is_heading(line) or (not self.people and not self._block):
            return True
        plain = plain_heading(line.text)
        opens = self.measures.opens_block(line) or not self.measures.known_space(line)
        before = self._block or self._heading
        above = before[-1] if before else None
        below = next(iter(following), None)
        if is_section(line.text) and self._stands_as_section(line, below):
            return True
        names_place = self.is_state(plain) or (
            self._may_be_section(line, below) and opens_section(line, above, below, self.measures, self.is_state)
        )
        if opens and names_place and self._leads_to_people(following):
            return True
        if opens and not self.measures.typed and self._begins_state(line, following):
            return True
        if opens and self._heads_a_role(line) and self._leads_to_people(following[:1]):
            return True
        return self._may_head_untyped(line) and self.measures.opens_block(line) and self._leads_to_people(following)

    def _stands_as_section(self, line: Line, below: Line | None) -> bool:
        """White stands above it, or a number before it where the document parts entries by no white."""
        numbered = plain_heading(line.text) != without_continued(line.text)
        alone = self.measures.opens_block(line) or (numbered and not self.measures.known_space(line))
        return alone and self._may_be_section(line, below)

    def _may_be_section(self, line: Line, below: Line | None) -> bool:
        """Its type is that of a section; or white is above, a heading of a delegation below, and it is no post."""
        if self.measures.may_be_section(line):
            return True
        heads = below is not None and (self.measures.is_heading(below) or self.is_state(plain_heading(below.text)))
        return heads and self.measures.opens_block(line) and leads_with(line.text) != "post"

    def _begins_state(self, line: Line, following: list[Line]) -> bool:
        """Whether the name of a State takes this line and the next ones, with people below."""
        text = line.text
        for more, below in enumerate(following[:3], 1):
            text += f" {below.text}"
            if below.cell == line.cell and self.is_state(plain_heading(text)):
                return self._leads_to_people(following[more:])
        return False

    def _heads_a_role(self, line: Line) -> bool:
        """ "Advisers" above people, or "Head of Delegation" right below the delegation; below a person it is theirs."""
        several = line.text.rstrip(" :").endswith("s") or line.text.endswith(":")
        return is_role_heading(line.text) and (several or not self._block)

    def _may_head_untyped(self, line: Line) -> bool:
        """Whether a line in ordinary type could be a heading: in a document that marks none by its type."""
        return not (self.measures.typed or self.measures.by_alphabet or has_family_capitals(line.text))

    def _leads_to_people(self, following: list[Line]) -> bool:
        """Whether a name follows before white space and a text that is no heading."""
        for line in following:
            if self.titles.names_somebody(line.text):
                return True
            if not (
                self.measures.is_heading(line)
                or self.is_state(plain_heading(line.text))
                or is_section(line.text)
                or (self.measures.spaced and self._may_head_untyped(line) and leads_with(line.text) != "post")
            ):
                return False
        return False

    def _continues_heading(self, line: Line) -> bool:
        above = self._heading[-1]
        if id(above) in self.measures.alphabetical and id(line) not in self.measures.alphabetical:
            return False
        return not self.measures.opens_block(line) and line.height <= above.height + 0.5 and line.bold == above.bold

    def _resumes(self, line: Line) -> bool:
        """Whether a person goes on below a heading that was only printed again, as at the top of a page."""
        if (
            not self._heading
            or not self._interrupted
            or self.measures.opens_block(line)
            or self._continues_heading(line)
        ):
            return False
        places = {self.place.section.casefold(), self.place.delegation.casefold()}
        headings = split_headings(self._heading, self.measures, self.is_state)
        if not all(plain_heading(heading_text(heading)).casefold() in places for heading in headings):
            return False
        self._close_heading()
        self._block = self._interrupted
        del self.people[len(self.people) - len(self._closed) :]
        return True

    def _in_block(self, line: Line) -> bool:
        return bool(self._block) and not self.measures.opens_block(line)

    def _belongs(self, line: Line) -> bool:
        """Whether a line that is neither name nor heading goes on about the person above."""
        if len(self._block) >= _MOST_LINES:
            return False
        if line.cell or not self.measures.opens_block(line):
            return not (self._begins_where_names_do(line) and has_family_capitals(line.text))
        return self.measures.by_alphabet or (leads_with(line.text) != "" and not self._begins_where_names_do(line))

    def _begins_where_names_do(self, line: Line) -> bool:
        """Whether names alone stand where this line begins: continuations are indented or in the next column."""
        return (
            abs(line.indent - self._block[0].indent) < 3
            and line.cell == 0
            and self._block[0].cell == 0
            and any(each.cell or each.indent > self._block[0].indent + 3 for each in self._block[1:])
        )

    def _is_untitled(self, line: Line) -> bool:
        if line.cell or self.is_state(plain_heading(line.text)):
            return False
        if has_family_capitals(line.text):
            return True
        return self.measures.typed and self.measures.opens_block(line) and looks_like_name(line.text)

    def _close_heading(self) -> None:
        if self._heading:
            for lines in split_headings(self._heading, self.measures, self.is_state):
                open_heading(self.place, lines, self.measures, self.is_state)
                for line in lines[1:]:
                    line.kind = CONTINUATION
            self._heading = []

    def _close_block(self) -> None:
        if not self._block:
            return
        self._closed = read_blocks(self._block, self.measures)
        for person in self._closed:
            person.section = self.place.section
            person.delegation = self.place.delegation or self.place.section
            if self.place.role and not person.role:
                person.role = self.place.role
        self.people += self._closed
        self._interrupted, self._block = self._block, []
