"""Invented panels: one for each thing that can be said about a panel, and some still to come."""

from dataclasses import dataclass

from meetings.actions.panels import Seat
from meetings.vocabulary import Gender, GenderBasis, PanelRole


def seat(name: str, title: str, **fields: object) -> Seat:
    """A speaker whose gender is what the programme's courtesy title says; another title says nothing."""
    gender = {"Ms.": Gender.WOMAN, "Mr.": Gender.MAN}.get(title, Gender.UNKNOWN)
    basis = GenderBasis.NONE if gender == Gender.UNKNOWN else GenderBasis.COURTESY_TITLE
    return Seat(name=name, title=title, seat_gender=gender, seat_basis=basis, **fields)  # type: ignore[arg-type]


TO_BE_CONFIRMED = Seat(confirmed=False)


@dataclass(frozen=True, slots=True)
class Ahead:
    """A panel of the session being prepared, on that day of it."""

    title: str
    day: int
    seats: tuple[Seat, ...]


# Meeting, title, whether gender is a topic, seats.
PANELS: tuple[tuple[str, str, bool, tuple[Seat, ...]], ...] = (
    (
        "demo-conference-2024",
        "Unfolding verification",
        False,
        (
            seat("Thistle Kettlewell", "Mr."),
            seat("Arrow Papermill", "Mr."),
            seat("Quill Riverstone-Ash", "Mr."),
            seat("Gale Halfmoon", "Mr."),
            seat("Ember Lighthouse", "Ms.", role=PanelRole.MODERATOR),
        ),
    ),
    (
        "demo-conference-2025",
        "Paper rockets and outer space",
        False,
        (
            seat("Finch Ironbridge-Lee", "Mr."),
            seat("Flint Saltmarsh", "Mr."),
            seat("Reed Blackthorn", "Mr."),
            seat("Vesper Winterberry", "Ms.", ours=True, organisation="The office"),
        ),
    ),
    (
        "demo-conference-2025",
        "Ten years of folding",
        False,
        (
            seat("Clover Mapleleaf", "Ms."),
            seat("Drift Oatfield", "Mr."),
            seat("Juniper Foxglove", "Ms."),
            seat("Marlow Windlass", "Mr."),
            seat("Tansy Cloudberry", "Ms."),
        ),
    ),
    (
        "demo-treaty-2025",
        "Who builds paper rockets",
        False,
        (
            seat("Cricket Longmeadow", "Mr."),
            seat("Lumen Snowdrift", "Ms."),
            seat("Onyx Teaspoon", "Mr."),
            seat("Rook Crosswind", "Mr."),
            seat("Zephyr Goldenrod", "Mr."),
        ),
    ),
    (
        "demo-treaty-2025",
        "Stockpiles of paper",
        False,
        (seat("Umber Driftwood", "Mr."), seat("Sorrel Ashgrove", "Mr."), TO_BE_CONFIRMED),
    ),
    (
        "demo-treaty-2024",
        "Women who fold",
        True,
        (seat("Lark Honeycomb", "Ms."), seat("Copper Dewdrop", "Ms."), seat("Saffron Inkwell", "Ms.")),
    ),
    ("demo-treaty-2024", "A conversation with the first folder", False, (seat("Raven Millpond", "Dr."),)),
)

AHEAD = (
    Ahead(
        "Paper trails: who keeps count",
        0,
        (seat("Barley Waterwheel", "Mr."), seat("Heron Rainbarrel", "Mr."), seat("Thorn Bellweather", "Mr.")),
    ),
    Ahead(
        "Launch codes on parchment",
        2,
        (
            seat("Kestrel Bluemantle", "Mr."),
            seat("Garnet Otterbank", "Mr."),
            seat("Yarrow Moonbeam", "Ms.", ours=True, organisation="The office"),
        ),
    ),
    Ahead(
        "Folding for peace: the next ten years",
        3,
        (seat("Willow Larkspur", "Ms."), seat("Pepper Elderflower", "Mr."), TO_BE_CONFIRMED),
    ),
)
"""Two that call for somebody to act, and one that does not."""
