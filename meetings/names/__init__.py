"""Names of people and their courtesy titles as printed.

``titles.py`` says what a title claims, ``parts.py`` what are given names and family name; ``titled.py`` splits a title
from its name, ``people.py`` says whom one cell or line names.
"""

from meetings.names.titles import Title, TitleRules, read_title, title_key

__all__ = ["Title", "TitleRules", "read_title", "title_key"]
