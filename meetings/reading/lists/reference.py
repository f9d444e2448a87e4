"""What the reading process knows by itself: the titles and States of the project's own reference files."""

from functools import lru_cache

from meetings.countries import REFERENCE, CountryIndex, from_reference, read_table
from meetings.names import TitleRules


@lru_cache(maxsize=1)
def reference_titles() -> TitleRules:
    """The courtesy titles of the reference file."""
    return TitleRules((row["title"], row["claim"]) for row in read_table(REFERENCE / "honorifics.csv"))


@lru_cache(maxsize=1)
def reference_states() -> CountryIndex:
    """The States of the reference file, by name and code."""
    return from_reference()
