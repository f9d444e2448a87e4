"""A list as offices receive them: title rows, merged delegations, two unknown countries, a duplicate, a gender column.

Every person is invented. ``revised`` is the next version: four are new, five gone, one renamed.
"""

import io

STATES = (
    "Norway", "Ghana", "Japan", "Brazil", "Poland", "Kenya", "Chile", "Nepal", "Ireland", "Fiji",
    "Peru", "Latvia", "Jordan", "Uruguay", "Senegal", "Austria", "Malta", "Panama", "Qatar", "Togo",
)  # fmt: skip
UNKNOWN = {4: "Polandd", 11: "Latviaa"}
"""Two spellings that no table knows, by the number of their delegation."""
EACH = 6
POSTS = ("Ambassador", "Counsellor", "First Secretary", "Adviser", "Expert", "Attaché")
Person = tuple[str, str, str, str, str]  # delegation, title, name, post, gender


def invented(number: int) -> str:
    """A made-up name, another for every number."""
    syllables = ("ba", "de", "fi", "go", "ku", "la", "me", "ni", "po", "ru")
    return "".join(syllables[int(digit)] for digit in f"{number:04d}")


def people() -> list[Person]:
    """119 people of twenty delegations; the 120th row repeats one of them."""
    found = []
    for number in range(len(STATES) * EACH - 1):
        delegation = UNKNOWN.get(number // EACH, STATES[number // EACH])
        woman = number % 5 < 2
        title = ("Ms." if woman else "Mr.") if number % 7 else ""
        gender = ("F" if woman else "M") if number % 11 else ""
        name = f"{invented(number + 7).title()} {invented(number * 3 + 100).upper()}"
        found.append((delegation, title, name, POSTS[number % EACH], gender))
    return [*found, found[-2]]


def revised() -> list[Person]:
    """Five people are gone, four are new, one stands under another family name."""
    kept = people()[5:]
    delegation, title, name, post, gender = kept[0]
    kept[0] = (delegation, title, f"{name.partition(' ')[0]} NYTTNAVN", post, gender)
    new = [
        ("Norway", "Ms.", f"{invented(900 + number).title()} NYPERSON{'ABCD'[number]}", "Expert", "F")
        for number in range(4)
    ]
    return [*new, *kept]


def workbook(rows: list[Person]) -> bytes:
    """A workbook with a title above its header, each delegation in one cell merged over its people."""
    from openpyxl import Workbook

    book = Workbook()
    sheet = book.active
    sheet.title = "Final list"
    sheet.append(["Demonstration Conference on Small Things"])
    sheet.append(["List of participants"])
    sheet.append([])
    sheet.append(["Delegation", "Title", "Name", "Position", "Gender"])
    first, before = 0, ""
    for number, (delegation, *rest) in enumerate(rows, start=5):
        if delegation != before:
            if before and number - first > 1:
                sheet.merge_cells(start_row=first, end_row=number - 1, start_column=1, end_column=1)
            first, before = number, delegation
            sheet.append([delegation, *rest])
        else:
            sheet.append([None, *rest])
    sheet.merge_cells(start_row=first, end_row=4 + len(rows), start_column=1, end_column=1)
    sheet.merge_cells("A1:E1")
    file = io.BytesIO()
    book.save(file)
    return file.getvalue()
