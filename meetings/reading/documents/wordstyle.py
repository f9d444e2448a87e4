"""Styles of a Word document: bold, italic, capitals, size, and the space above a paragraph.

Each property is said by the run, else its style, else the paragraph's style, else the document's defaults (ISO 29500-1,
17.7.2). Lengths are points; Word writes twentieths of them, and converters write fractions.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from xml.etree.ElementTree import Element

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OFF = frozenset(("0", "false", "off", "none"))
_SINGLE = 240.0  # a line spacing of one line


@dataclass(frozen=True, slots=True)
class Look:
    """What runs and paragraphs look like; ``style`` is the paragraph style's name."""

    bold: bool = False
    italic: bool = False
    capitals: bool = False
    hidden: bool = False
    size: float = 10.0
    before: float = 0.0
    after: float = 0.0
    lines: float = 1.0
    indent: float = 0.0
    centred: bool = False


class Styles:
    """The styles of a document by their ids."""

    def __init__(self, root: Element | None) -> None:
        self._elements: dict[str, Element] = {}
        self._looks: dict[str, Look] = {}
        self._default = Look()
        normal = ""
        for style in root.iter(f"{W}style") if root is not None else ():
            self._elements[style.get(f"{W}styleId", "")] = style
            if style.get(f"{W}type") == "paragraph" and style.get(f"{W}default") in ("1", "true"):
                normal = style.get(f"{W}styleId", "")
        if root is not None and (defaults := root.find(f"{W}docDefaults")) is not None:
            self._default = _read(self._default, defaults.find(f"{W}pPrDefault/{W}pPr"))
            self._default = _read(self._default, defaults.find(f"{W}rPrDefault/{W}rPr"))
        self._normal = self._look(normal) if normal else self._default

    def paragraph(self, properties: Element | None) -> Look:
        """The look of a paragraph and, to begin with, of its runs."""
        look = self._normal
        if properties is not None:
            named = properties.find(f"{W}pStyle")
            if named is not None:
                look = self._look(named.get(f"{W}val", ""))
            look = _read(look, properties)
        return look

    def run(self, paragraph: Look, properties: Element | None) -> Look:
        if properties is None:
            return paragraph
        named = properties.find(f"{W}rStyle")
        if named is not None and (style := self._elements.get(named.get(f"{W}val", ""))) is not None:
            paragraph = _read(paragraph, style.find(f"{W}rPr"))
        return _read(paragraph, properties)

    def _look(self, name: str, depth: int = 0) -> Look:
        known = self._looks.get(name)
        if known is not None:
            return known
        style = self._elements.get(name)
        if style is None or depth > 10:
            return self._default
        based = style.find(f"{W}basedOn")
        look = self._look(based.get(f"{W}val", ""), depth + 1) if based is not None else self._default
        look = _read(_read(look, style.find(f"{W}pPr")), style.find(f"{W}rPr"))
        self._looks[name] = look
        return look


def _read(look: Look, properties: Element | None) -> Look:
    """The look with what these properties (pPr or rPr) say of it."""
    if properties is None:
        return look
    said: dict[str, object] = {}
    for element in properties:
        tag = element.tag.removeprefix(W)
        value = element.get(f"{W}val", "")
        if tag in _SWITCHES:
            said[_SWITCHES[tag]] = value.lower() not in _OFF
        elif tag == "sz":
            said["size"] = round(_number(value, look.size * 2)) / 2
        elif tag == "spacing" and properties.tag == f"{W}pPr":
            said["before"] = _number(element.get(f"{W}before"), look.before * 20) / 20
            said["after"] = _number(element.get(f"{W}after"), look.after * 20) / 20
            if element.get(f"{W}lineRule", "auto") == "auto":
                said["lines"] = _number(element.get(f"{W}line"), look.lines * _SINGLE) / _SINGLE
        elif tag == "ind":
            left = _number(element.get(f"{W}left") or element.get(f"{W}start"), look.indent * 20)
            first = _number(element.get(f"{W}firstLine"), 0) - _number(element.get(f"{W}hanging"), 0)
            said["indent"] = (left + first) / 20
        elif tag == "jc":
            said["centred"] = value == "center"
    return replace(look, **said) if said else look  # type: ignore[arg-type]


_SWITCHES = {"b": "bold", "i": "italic", "caps": "capitals", "smallCaps": "capitals", "vanish": "hidden"}


def _number(text: str | None, default: float) -> float:
    try:
        return float(text) if text else default
    except ValueError:
        return default
