"""The catalogue of releases as data portals harvest it: DCAT 3 as JSON-LD, complete by the profile DCAT-AP 3.0.

https://semiceu.github.io/DCAT-AP/releases/3.0.0/ says what is mandatory and recommended; the controlled vocabularies
are those of the Publications Office of the European Union.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from meetings.files.formats import CSV, JSON, SPSS, STATA, XLSX
from reports.public.described import Described, DescribedFile, Office

AUTHORITY = "http://publications.europa.eu/resource/authority"
MEDIA_TYPES = "https://www.iana.org/assignments/media-types"
WORLD = "https://sws.geonames.org/6295630/"
THEMES = ("INTR", "SOCI")
"""International issues; population and society."""
LISTED_FORMATS = {CSV.media_type: "CSV", XLSX.media_type: "XLSX", JSON.media_type: "JSON"}
"""In the authority table of file types, and registered as media types."""
NAMED_FORMATS = {STATA.media_type: "Stata (.dta)", SPSS.media_type: "SPSS (.sav)"}
CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dcatap": "http://data.europa.eu/r5r/",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "rdfs": "http://www.w3.org/2000/01/rdf-schema#",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "spdx": "http://spdx.org/rdf/terms#",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
    "xsd": "http://www.w3.org/2001/XMLSchema#",
}
Node = dict[str, Any]


def catalogue(office: Office, releases: Sequence[Described]) -> Node:
    """The catalogue with a dataset for each release, newest first, and a distribution for each file of figures."""
    return {
        "@context": CONTEXT,
        "@id": office.address,
        "@type": "dcat:Catalog",
        "dct:title": _text(office.title),
        "dct:description": _text(office.description),
        "dct:publisher": _agent(office),
        "dct:language": _listed("language/ENG", "dct:LinguisticSystem"),
        "foaf:homepage": {"@id": office.address, "@type": "foaf:Document"},
        "dcat:themeTaxonomy": {"@id": f"{AUTHORITY}/data-theme", "@type": "skos:ConceptScheme"},
        "dct:spatial": _world(),
        **_newest(releases),
        "dcat:dataset": [_dataset(office, one) for one in releases],
    }  # fmt: skip


def _newest(releases: Sequence[Described]) -> Node:
    """What the catalogue takes from its releases; nothing while there is none."""
    if not releases:
        return {}
    newest, first = releases[0], releases[-1]
    return {
        "dct:issued": _day(first.issued),
        "dct:modified": _day(newest.issued),
        "dct:license": {"@id": newest.licence, "@type": "dct:LicenseDocument"},
    }


def _dataset(office: Office, one: Described) -> Node:
    """One release."""
    previous = {"dcat:previousVersion": {"@id": one.previous}} if one.previous else {}
    return {
        "@id": one.address,
        "@type": "dcat:Dataset",
        "dct:identifier": one.address,
        "dct:title": _text(one.title),
        "dct:description": _text(one.description),
        "dct:publisher": _agent(office),
        "dcat:contactPoint": _contact(office),
        "dcat:keyword": [_text(word) for word in one.keywords],
        "dcat:theme": [_listed(f"data-theme/{theme}", "skos:Concept") for theme in THEMES],
        "dct:language": _listed("language/ENG", "dct:LinguisticSystem"),
        "dct:temporal": _period(one),
        "dct:spatial": _world(),
        "dct:issued": _day(one.issued),
        "dcat:version": one.version,
        **previous,
        "dct:license": {"@id": one.licence, "@type": "dct:LicenseDocument"},
        "dct:accessRights": _listed("access-right/PUBLIC", "dct:RightsStatement"),
        "dct:accrualPeriodicity": _listed("frequency/IRREG", "dct:Frequency"),
        "dcat:landingPage": {"@id": one.address, "@type": "foaf:Document"},
        "foaf:page": {"@id": office.methodology, "@type": "foaf:Document"},
        "dcat:distribution": [_distribution(one, file) for file in one.files],
    }  # fmt: skip


def _distribution(one: Described, file: DescribedFile) -> Node:
    return {
        "@id": file.address,
        "@type": "dcat:Distribution",
        "dct:title": _text(file.name),
        "dct:description": _text(file.description),
        "dcat:accessURL": {"@id": one.address},
        "dcat:downloadURL": {"@id": file.address},
        **_format(file.media_type),
        "dcat:byteSize": {"@value": str(file.size), "@type": "xsd:nonNegativeInteger"},
        "dct:issued": _day(one.issued),
        "dct:license": {"@id": one.licence, "@type": "dct:LicenseDocument"},
        "dcatap:availability": _listed("planned-availability/STABLE", "skos:Concept"),
        "spdx:checksum": {
            "@type": "spdx:Checksum",
            "spdx:algorithm": {"@id": "spdx:checksumAlgorithm_sha256", "@type": "spdx:ChecksumAlgorithm"},
            "spdx:checksumValue": {"@value": file.sha256, "@type": "xsd:hexBinary"},
        },
    }


def _format(media_type: str) -> Node:
    """As the authority table lists it; a format that it does not list is named in words."""
    if media_type not in LISTED_FORMATS:
        words = NAMED_FORMATS.get(media_type, media_type)
        return {"dct:format": {"@type": "dct:MediaTypeOrExtent", "rdfs:label": words}}
    return {
        "dct:format": _listed(f"file-type/{LISTED_FORMATS[media_type]}", "dct:MediaTypeOrExtent"),
        "dcat:mediaType": {"@id": f"{MEDIA_TYPES}/{media_type}", "@type": "dct:MediaType"},
    }


def _agent(office: Office) -> Node:
    return {
        "@id": f"{office.address}#publisher",
        "@type": "foaf:Agent",
        "foaf:name": _text(office.publisher),
        "foaf:homepage": {"@id": office.address},
    }


def _contact(office: Office) -> Node:
    """An address to write to, or the page with the form."""
    mail = {"vcard:hasEmail": {"@id": f"mailto:{office.contact}"}} if office.contact else {}
    return {
        "@id": f"{office.address}#contact",
        "@type": "vcard:Organization",
        "vcard:fn": office.publisher,
        **mail,
        "vcard:hasURL": {"@id": office.form},
    }


def _period(one: Described) -> Iterable[Node]:
    """The days from the first of the earliest meeting to the last of the latest."""
    if not (one.first_day and one.last_day):
        return []
    period = {"dcat:startDate": _day(one.first_day), "dcat:endDate": _day(one.last_day)}
    return [{"@type": "dct:PeriodOfTime", **period}]


def _world() -> Node:
    return {"@id": WORLD, "@type": "dct:Location", "rdfs:label": _text("World")}


def _listed(name: str, kind: str) -> Node:
    return {"@id": f"{AUTHORITY}/{name}", "@type": kind}


def _day(iso: str) -> Node:
    return {"@value": iso, "@type": "xsd:date"}


def _text(text: str) -> Node:
    return {"@value": text, "@language": "en"}
