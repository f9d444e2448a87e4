"""Names of people and their courtesy titles as printed: ``titles.py`` what a title claims, ``parts.py`` given names and
family name, ``titled.py`` the title told apart from the name, ``people.py`` who one cell or line names.
"""

from meetings.names.titles import Title, TitleRules, read_title, title_key

__all__ = ["Title", "TitleRules", "read_title", "title_key"]
