"""The oracle: every metric again, by loops anyone can check, sharing nothing with ``reports``.

``people`` turns a world into one plain dict per counted person, with a ``gender``; the other functions take such lists.
"""

from collections.abc import Callable
from datetime import date, timedelta
from fractions import Fraction
from typing import Any

from tests.worlds.random_worlds import STATE_CATEGORIES, World

Person = dict[str, Any]
AS_LISTED = ["courtesy_title", "printed", "public_source"]


def people(world: World, gender: str = "listed", categories: list[str] | None = None) -> list[Person]:
    """Registered people of States (or of ``categories``), head-counts written out person by person."""
    wanted = STATE_CATEGORIES if categories is None else categories
    meetings = {row["slug"]: row for row in world.meetings}
    found = []
    for delegation in world.delegations:
        if delegation["category"] not in wanted:
            continue
        place = {
            "forum": meetings[delegation["meeting"]]["forum"],
            "year": int(meetings[delegation["meeting"]]["start"][:4]),
            "meeting": delegation["meeting"],
            "delegation": delegation["id"],
            "category": delegation["category"],
            "country": delegation["country"],
            "regional_group": delegation["regional_group"],
        }
        for row in world.participations:
            if row["delegation"] == delegation["id"] and row["registered"] == "yes":
                person = {"gender": row[f"{gender}_gender"], "head_basis": row["head_basis"], "role": row["role"]}
                found.append({**place, **person})
        for row in world.head_counts:
            if row["delegation"] == delegation["id"]:
                hidden = row["basis"] not in AS_LISTED and (gender == "listed" or (gender == "own" and row["open"]))
                for key, value in [("women", "woman"), ("men", "man"), ("another", "another"), ("unknown", "unknown")]:
                    for _ in range(row[key]):
                        counted = "unknown" if hidden else value
                        found.append({**place, "gender": counted, "head_basis": "", "role": "unknown"})
    return found


def grouped(rows: list[Person], key: str) -> dict[Any, list[Person]]:
    groups: dict[Any, list[Person]] = {}
    for row in rows:
        groups.setdefault(row[key], []).append(row)
    return groups


def number(rows: list[Person], *genders: str) -> int:
    found = 0
    for row in rows:
        if row["gender"] in genders:
            found += 1
    return found


def counts(rows: list[Person]) -> dict[str, int]:
    return {
        "women": number(rows, "woman"),
        "men": number(rows, "man"),
        "another": number(rows, "another"),
        "unknown": number(rows, "undisclosed", "unknown"),
    }


def share(rows: list[Person], gender: str = "woman") -> Fraction | None:
    of_known = number(rows, "woman", "man")
    return Fraction(number(rows, gender), of_known) if of_known else None


def another_gender(rows: list[Person]) -> Fraction | None:
    return Fraction(number(rows, "another"), len(rows)) if rows else None


def coverage(rows: list[Person]) -> Fraction | None:
    return Fraction(number(rows, "woman", "man"), len(rows)) if rows else None


def completed(rows: list[Person], gender: str) -> list[Person]:
    """As if everyone who is not a woman or a man on record were of ``gender``."""
    return [row if row["gender"] in ("woman", "man") else {**row, "gender": gender} for row in rows]


def bounds(rows: list[Person]) -> tuple[Fraction | None, Fraction | None]:
    return share(completed(rows, "man")), share(completed(rows, "woman"))


def heads(rows: list[Person], *bases: str) -> list[Person]:
    return [row for row in rows if row["head_basis"] in bases]


def leadership_gap(rows: list[Person]) -> Fraction | None:
    leading, all_of_them = share(heads(rows, "stated", "only_member")), share(rows)
    return None if leading is None or all_of_them is None else leading - all_of_them


def composition(rows: list[Person]) -> str:
    """all_women · all_men · mixed · undetermined, for the people of one delegation."""
    genders = {row["gender"] for row in rows}
    if "woman" in genders and "man" in genders:
        return "mixed"
    if genders == {"woman"}:
        return "all_women"
    if genders == {"man"}:
        return "all_men"
    return "undetermined"


def compositions(rows: list[Person], min_size: int = 1) -> list[str]:
    return [composition(group) for group in grouped(rows, "delegation").values() if len(group) >= min_size]


def one_gender_share(rows: list[Person], kinds: tuple[str, ...], min_size: int = 1) -> Fraction | None:
    found = compositions(rows, min_size)
    determinable = [kind for kind in found if kind != "undetermined"]
    return Fraction(len([kind for kind in found if kind in kinds]), len(determinable)) if determinable else None


def mean(rows: list[Person], key: str) -> Fraction | None:
    shares = [value for group in grouped(rows, key).values() if (value := share(group)) is not None]
    added = Fraction(0)
    for value in shares:
        added += value
    return added / len(shares) if shares else None


def median(rows: list[Person], key: str) -> Fraction | None:
    """Take away the smallest and the largest until one or two are left."""
    shares = sorted(value for group in grouped(rows, key).values() if (value := share(group)) is not None)
    while len(shares) > 2:
        shares = shares[1:-1]
    return (shares[0] + shares[-1]) / 2 if shares else None


def summary(rows: list[Person], key: str) -> dict[str, Any]:
    """What ``figures --summary`` prints, without the number of meetings."""
    delegations = grouped(rows, "delegation").values()
    even = [g for g in delegations if len(g) == 2 * number(g, "woman") == 2 * number(g, "man")]
    kinds, kinds_min2 = compositions(rows), compositions(rows, 2)
    return {
        "pooled_share": share(rows),
        "mean_share": mean(rows, key),
        "median_share": median(rows, key),
        "delegations": len(delegations),
        "all_women": kinds.count("all_women"),
        "all_men": kinds.count("all_men"),
        "all_women_min2": kinds_min2.count("all_women"),
        "all_men_min2": kinds_min2.count("all_men"),
        "fifty_fifty": len(even),
        "undetermined": kinds.count("undetermined"),
        "one_person": len([group for group in delegations if len(group) == 1]),
    }


def fewest(enough: Callable[[int], bool], limit: int = 2000) -> int | None:
    """The smallest number that is enough, tried one by one; ``None`` when none up to ``limit`` is."""
    for tried in range(limit + 1):
        if enough(tried):
            return tried
    return None


def needed_same_size(women: int, men: int, target: Fraction) -> int | None:
    """Men leave and women come, one for one."""
    return fewest(lambda n: Fraction(women + n, women + men) >= target, limit=men) if women + men else None


def needed_growing(women: int, men: int, target: Fraction) -> int | None:
    return fewest(lambda n: Fraction(women + n, women + men + n) >= target) if women + men else None


def shown(row: Person, of: str, gender: str) -> str:
    """The gender of a speaker or a holder: as listed what is printed or cited, else not recorded."""
    hidden = gender == "listed" and row[f"{of}_basis"] not in AS_LISTED
    return "unknown" if hidden else str(row[f"{of}_gender"])


def statements(world: World, categories: list[str] | None = None, gender: str = "listed") -> list[Person]:
    """Everything said by States (or by ``categories``), one dict each, with the ``gender`` of who said it."""
    wanted = STATE_CATEGORIES if categories is None else categories
    said = [row for row in world.statements if row["category"] in wanted]
    return [{**row, "gender": shown(row, "speaker", gender)} for row in said]


def of_kind(rows: list[Person], *kinds: str) -> list[Person]:
    return [row for row in rows if row["kind"] in kinds]


def spoken(rows: list[Person], presiding: bool = True) -> list[Person]:
    found = of_kind(rows, "statement", "right_of_reply", "procedural")
    return found if presiding else [row for row in found if not row["presiding"]]


def weighed(rows: list[Person], weight: Callable[[Person], Fraction | None]) -> Fraction | None:
    """Women's part of the known weights of women and men."""
    women = men = Fraction(0)
    for row in rows:
        known = weight(row)
        if known is not None and row["gender"] == "woman":
            women += known
        if known is not None and row["gender"] == "man":
            men += known
    return women / (women + men) if women + men else None


def minutes(row: Person) -> Fraction | None:
    return None if row["minutes"] is None else Fraction(row["minutes"])


def speaking_time(rows: list[Person], presiding: bool = True) -> Fraction | None:
    return weighed(spoken(rows, presiding), minutes)


def relative_voice(said: list[Person], world: World, rows: list[Person]) -> Fraction | None:
    """``rows`` are the people of the delegations; those of one key at one meeting are one delegation."""
    entity_of = {row["id"]: (row["meeting"], row["entity_key"]) for row in world.delegations}
    women = men = 0
    heard: dict[tuple[str, str], Fraction] = {}
    for statement in of_kind(said, "statement"):
        entity = (statement["meeting"], statement["entity_key"])
        delegation_share = share([row for row in rows if entity_of[row["delegation"]] == entity])
        if delegation_share is None or statement["gender"] not in ("woman", "man"):
            continue
        heard[entity] = delegation_share
        women += statement["gender"] == "woman"
        men += statement["gender"] == "man"
    if not heard:
        return None
    mean_share = sum(heard.values(), Fraction(0)) / len(heard)
    return Fraction(women, women + men) / mean_share if mean_share else None


def office_holders(world: World, gender: str = "listed") -> list[Person]:
    return [{**row, "gender": shown(row, "holder", gender)} for row in world.office_holders]


def days(row: Person, year: int | None = None) -> Fraction | None:
    """Day by day; of a year those that fall in it."""
    if row["start"] is None or row["end"] is None:
        return None
    day, last, found = date.fromisoformat(row["start"]), date.fromisoformat(row["end"]), 0
    while day <= last:
        found += year in (None, day.year)
        day += timedelta(days=1)
    return Fraction(found)


def held_in(row: Person, world: World) -> set[int]:
    """The years of an office: those of its days, else of its meeting, else of the one day that is known."""
    if days(row) is not None:
        ends = [int(row[name][:4]) for name in ("start", "end")]
        return set(range(ends[0], ends[1] + 1))
    starts = {meeting["slug"]: meeting["start"] for meeting in world.meetings}
    known = starts.get(row["meeting"]) or row["start"] or row["end"]
    return {int(known[:4])} if known else set()


def tallies(rows: list[Person], key: str) -> dict[Any, dict[str, int]]:
    return {group: counts(members) for group, members in grouped(rows, key).items()}


def panel_of_every_year(rows: list[Person]) -> list[str]:
    """Forums with somebody known to be a woman or a man in each year in which any forum has."""
    known = [row for row in rows if row["gender"] in ("woman", "man")]
    years = {row["year"] for row in known}
    return sorted(forum for forum, own in grouped(known, "forum").items() if {row["year"] for row in own} == years)


def run_of(rows: list[Person], meetings: list[str]) -> tuple[str, int, bool]:
    """Kind, length and whether it may be longer, of the people of one State at one forum; meetings by date."""
    attended = [[row for row in rows if row["meeting"] == meeting] for meeting in meetings]
    kinds = [composition(group) for group in attended if len(group) >= 2]
    length = 0
    while length < len(kinds) and kinds[-1] in ("all_women", "all_men") and kinds[-1 - length] == kinds[-1]:
        length += 1
    unsure = length < len(kinds) and kinds[-1 - length] == "undetermined"
    return {"all_women": "women", "all_men": "men"}.get(kinds[-1] if kinds else "", ""), length, unsure


def metrics(
    world: World, rows: list[Person], said: list[Person], unit: str = "meeting", gender: str = "listed"
) -> dict[str, Fraction | None]:
    """Every metric by its key: of the people ``rows``, of what they ``said``, of all offices of the world."""
    certain, presumed = ("stated", "only_member"), ("stated", "only_member", "first_listed")
    women_only, men_only, either = ("all_women",), ("all_men",), ("all_women", "all_men")
    known = counts(rows)
    return {
        "share_of_women": share(rows),
        "share_of_men": share(rows, "man"),
        "another_gender": another_gender(rows),
        "coverage": coverage(rows),
        "bounds": None,
        "heads_of_delegation": share(heads(rows, *certain)),
        "heads_incl_first_listed": share(heads(rows, *presumed)),
        "leadership_gap": leadership_gap(rows),
        "delegations_of_one_gender": one_gender_share(rows, either),
        "delegations_of_one_gender_min2": one_gender_share(rows, either, 2),
        "delegations_all_women": one_gender_share(rows, women_only),
        "delegations_all_women_min2": one_gender_share(rows, women_only, 2),
        "delegations_all_men": one_gender_share(rows, men_only),
        "delegations_all_men_min2": one_gender_share(rows, men_only, 2),
        "pooled_share": share(rows),
        "mean_share": mean(rows, unit),
        "median_share": median(rows, unit),
        "people_needed_same_size": needed(needed_same_size, known),
        "people_needed_growing": needed(needed_growing, known),
        "share_of_statements": share(of_kind(said, "statement")),
        "speaking_time": speaking_time(said),
        "speaking_time_without_presiding": speaking_time(said, presiding=False),
        "relative_voice": relative_voice(said, world, rows),
        "office_holders": share(office_holders(world, gender)),
        "office_holders_by_days": weighed(office_holders(world, gender), days),
    }


def needed(of: Callable[[int, int, Fraction], int | None], known: dict[str, int]) -> Fraction | None:
    found = of(known["women"], known["men"], Fraction(1, 2))
    return None if found is None else Fraction(found)


def people_of_each(worlds: list[World], gender: str, categories: list[str] | None = None) -> list[Person]:
    """The people of several worlds, each looked through by itself: much less to look through."""
    found = []
    for world in worlds:
        found += people(world, gender, categories)
    return found
