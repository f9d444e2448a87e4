"""The house rules (architecture.md), checked on syntax trees; planted breaches prove that each can fail."""

import ast
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from tests.house.rooms import Module, circles, module_graph, product, under
from tests.house.waist import COUNTED, HOLDING_COUNTS, QUESTION, counting_for_visitors, past_the_waist
from tests.house.words import addresses_of_reports, riddles, words_of_reports
from tests.worlds.places import ROOT

LINES, VIEW_LINES = 300, 25

# Standard library, each other, and one data library at their own edge; Django is not even named.
PURE = {
    "meetings.countries", "meetings.files", "meetings.folding", "meetings.names", "meetings.progress",
    "meetings.actions.spellings", "meetings.words", "meetings.reading",
    "meetings.imports.participants.line_account", "meetings.imports.participants.answer_cells",
    "meetings.imports.participants.persons", "meetings.imports.participants.list_row",
    "meetings.imports.participants.rows",
    "meetings.imports.proceedings.days", "meetings.imports.proceedings.offices",
    "meetings.imports.proceedings.person", "meetings.imports.proceedings.statements",
    "staff.levels", "accounts.names", "accounts.devices",
    "reports.measures", "reports.presentation.charts", "reports.presentation.marks", "reports.presentation.svg",
    "reports.releases.changes", "reports.releases.columns", "reports.releases.contents", "reports.releases.disclosure",
    "reports.frames", "reports.releases.files", "reports.releases.metadata", "reports.releases.stata_and_spss",
    "reports.releases.proceedings_columns", "reports.releases.tables", "reports.releases.versions",
    "reports.releases.workbook",
    "reports.public.citations", "reports.public.dcat", "reports.public.described",
    "reports.public.openapi", "reports.public.table_queries",
}  # fmt: skip
# Each costs a second or tens of megabytes: imported inside the functions that use it, nowhere else.
HEAVY = {"docx", "numpy", "openpyxl", "pandas", "plotly", "pypdfium2", "pyreadstat", "python_calamine", "rapidfuzz",
         "resvg_py"}  # fmt: skip

LAYERS: tuple[frozenset[str], ...] = tuple(map(frozenset, (
    {"reports.measures"},
    {"meetings.vocabulary", "meetings.folding", "meetings.names", "meetings.countries",
     "meetings.files", "meetings.progress"},
    {"meetings.words"},
    {"meetings.reading"},
    {"meetings.models"},
    {"meetings.rights", "meetings.workspace"},
    {"meetings.actions"},
    {"meetings.imports", "meetings.letters", "meetings.subject_access", "meetings.demo"},
    {"meetings.forms", "meetings.views", "meetings.management", "meetings.urls", "meetings.admin", "meetings.apps"},
    {"panels.vocabulary"},
    {"panels.models"},
    {"panels.rights"},
    {"panels.actions"},
    {"panels.crumbs", "panels.subject_access", "panels.demo", "panels.letters"},
    {"panels.forms", "panels.views", "panels.management", "panels.urls", "panels.apps"},
    {"bodies.vocabulary"},
    {"bodies.models"},
    {"bodies.rights"},
    {"bodies.actions"},
    {"bodies.crumbs", "bodies.sheets", "bodies.demo"},
    {"bodies.forms", "bodies.views", "bodies.management", "bodies.urls", "bodies.apps"},
    {"staff.vocabulary"},
    {"staff.levels"},
    {"staff.models"},
    {"staff.rights"},
    {"staff.actions"},
    {"staff.sheets", "staff.demo"},
    {"staff.forms", "staff.views", "staff.management", "staff.urls", "staff.apps"},
    {"accounts.names", "accounts.passwords", "accounts.devices", "accounts.hashing"},
    {"accounts.models"},
    {"accounts.sessions", "accounts.mails"},
    {"accounts.actions"},
    {"accounts.adapters", "accounts.organisation", "accounts.backends", "accounts.forms", "accounts.second_step"},
    {"accounts.views", "accounts.urls", "accounts.admin", "accounts.management", "accounts.apps"},
    {"reports.refusals", "reports.words", "reports.frames"},
    {"reports.models", "reports.counting"},
    {"reports.results", "reports.scope_results", "reports.series", "reports.practice_results"},
    {"reports.presentation"},
    {"reports.releases"},
    {"reports.dashboards", "reports.public", "reports.upkeep"},
    {"reports.templatetags"},
    {"reports.views", "reports.urls", "reports.management", "reports.apps"},
)))  # fmt: skip
"""The packages of the record and of the reports, lowest first: a module imports its own layer or a lower one, and
below that nothing goes in a circle."""
RECORD = ("meetings", "panels", "bodies", "staff", "accounts")
"""The apps that keep a record: they read meetings and the ground of all, never each other, and no other report."""
PERMITTED, EVERYBODY = "reports.dashboards.permitted", "reports.counting.population.population_of"
KEYLESS = ("reports.measures", "reports.counting", "reports.results", "reports.scope_results", "reports.series",
           "reports.presentation", "reports.dashboards")  # fmt: skip
FORBIDDEN_NAMES = re.compile(r"utils?|helpers?|common|core|manager|processor|service", re.IGNORECASE)
WRITERS = (
    "meetings.actions", "panels.actions", "bodies.actions", "staff.actions", "accounts.actions",
    "accounts.sessions", "reports.public.planned",
    "reports.public.reader_reports",
    "reports.releases.embargoes", "reports.releases.actions", "reports.releases.designations",
    "reports.upkeep.accounts_here", "reports.upkeep.restore",
)  # fmt: skip
ROLES = {"accounts.actions.roles", "meetings.actions.demo", "reports.upkeep.accounts_here"}
"""Where the groups of an account are written; those of the demonstration are made with their accounts, and a restore
puts back those that were here."""
FORMATS = "meetings.files.formats"
FORMATS_TOLD = re.compile(
    r"^(text/csv|application/json)\b|officedocument\.(spreadsheetml\.sheet|wordprocessingml\.document)$"
    r"|\bxlsx, ?\.?xls|\bcsv, (json|tsv|xlsx)"
)
GUARD = "meetings.files.spreadsheet_cells"
STARTS_OF_FORMULAS = re.compile(r"=\\?\+\\?-\\?@|=\\?@\\?\+|\+\\?-\\?=|@\\?=\\?\+")
WRITES = {"bulk_create", "bulk_update", "create", "get_or_create", "update_or_create"}


def layer_of(name: str) -> int | None:
    """The layer of the package that covers the name; a top package itself is nowhere."""
    return next((number for number, layer in enumerate(LAYERS) if any(under(name, package) for package in layer)), None)


def wrong_arrows(module: Module) -> Iterator[str]:
    """Imports that point the wrong way."""
    app, own = module.name.split(".")[0], layer_of(module.name)
    if app in (*RECORD, "reports") and own is None and module.name != app:
        yield "stands in no layer: give it a place in LAYERS and in docs/architecture.md"
    for target in sorted(module.imports()):
        other = target.split(".")[0]
        if target.startswith("."):
            yield f"imports {target} relatively; write the whole name"
        elif other == "parity" and app != "parity":
            yield f"imports {target}: parity is wiring, nobody imports it"
        elif other == "reports" and app in RECORD and not under(target, "reports.measures"):
            yield f"imports {target}: reports read {app}, never back"
        elif other in RECORD[1:] and app in RECORD and app != other:
            yield f"imports {target}: every record reads meetings, and none the others"
        elif any(under(target, f"{record}.views") for record in RECORD) and app == "reports":
            yield f"imports {target}: pages share what stands below the views"
        elif own is not None and (theirs := layer_of(target)) is not None and theirs > own:
            yield f"imports {target}, which stands above it"


def impure(module: Module) -> Iterator[str]:
    """Anything but the standard library, pure files and data libraries in a pure file."""
    if not any(under(module.name, pure) for pure in PURE):
        return
    if "django" in module.source.lower():
        yield "is pure and names Django"
    for target in sorted(module.imports_when_run()):
        top = target.split(".")[0]
        if top not in sys.stdlib_module_names | HEAVY and not any(under(target, pure) for pure in PURE):
            yield f"is pure and imports {target}"


def heavy_at_top(module: Module) -> Iterator[str]:
    for target in sorted(module.imports_when_run(at_top=True)):
        if target.split(".")[0] in HEAVY:
            yield f"imports {target} at the top; import it inside the function that uses it"


def vague_names(module: Module) -> Iterator[str]:
    classes = [node.name for node in module.each(ast.ClassDef)]
    for name in [module.name.split(".")[-1], *classes]:
        words = re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", name)
        if any(FORBIDDEN_NAMES.fullmatch(word) for word in words):
            yield f"{name}: a name that says nothing; use the field's words"


def too_long(module: Module) -> Iterator[str]:
    lines = module.source.count("\n")
    if lines >= LINES:
        yield f"has {lines} lines; split it by noun under {LINES}"


def past_the_rights(module: Module) -> Iterator[str]:
    """Pages that count people of the record without asking who looks."""
    if not any(under(module.name, part) for part in ("reports.dashboards", "reports.views")):
        return
    if module.name != PERMITTED and EVERYBODY in module.imports():
        yield f"reads the record past {PERMITTED}: of closed lists it would tell everybody everything"


def fat_views(module: Module) -> Iterator[str]:
    if ".views" not in module.name:
        return
    for function in module.each(ast.FunctionDef):
        if (lines := function.end_lineno - function.lineno + 1) > VIEW_LINES:  # type: ignore[operator]
            yield f"{function.name} has {lines} lines; a view parses, makes one call and renders in {VIEW_LINES}"
    for node in module.each(ast.Attribute):
        if node.attr in {"aggregate", "annotate"}:
            yield f"calls {node.attr}: numbers come from reports.results"


def asks_for_keys(module: Module) -> Iterator[str]:
    """Special cases of a disaggregation or a figure, told by its key instead of by a field of it."""
    if not any(under(module.name, part) for part in KEYLESS):
        return
    for node in module.each(ast.Compare):
        sides = [node.left, *node.comparators]
        if any(getattr(side, "attr", getattr(side, "id", "")) == "key" for side in sides) and any(map(_texts, sides)):
            yield f"line {node.lineno} asks for a key ({ast.unparse(node)}); give Dimension or Metric a field"


def _texts(node: ast.AST) -> bool:
    """Whether it is a text written out, or several."""
    every = node.elts if isinstance(node, ast.Tuple | ast.List | ast.Set) else [node]
    return any(isinstance(one, ast.Constant) and isinstance(one.value, str) for one in every)


def unsafe_markup(module: Module) -> Iterator[str]:
    for node in module.nodes():
        name = getattr(node, "attr", getattr(node, "id", getattr(node, "name", "")))
        if name in {"mark_safe", "SafeString", "SafeText"}:
            yield f"uses {name}; pass values and let the template escape them"


def signals(module: Module) -> Iterator[str]:
    for target in sorted(module.imports()):
        if under(target, "django.dispatch") or ".signals" in target:
            yield f"imports {target}: no signals; call the function"


def writes_beside_actions(module: Module) -> Iterator[str]:
    """Writing methods of models and query sets outside the only writer.

    ``save(file)`` is a workbook's and ``delete(key)`` a cache's; ``update`` writes on a query set, not on a dict.
    """
    if any(under(module.name, writer) for writer in WRITERS):
        return
    for node in module.each(ast.Call):
        if isinstance(node.func, ast.Attribute) and node.func.attr in WRITES | {"update", "save", "delete"}:
            of, verb = ast.unparse(node.func.value), node.func.attr
            of_a_set = verb == "update" and re.search(r"\bobjects\b|filter\(|\.all\(", of)
            if verb in WRITES or of_a_set or (verb in {"save", "delete"} and not node.args):
                yield f"line {node.lineno} writes ({of}.{verb}); every change passes meetings.actions"


def gives_roles(module: Module) -> Iterator[str]:
    """Groups of an account written anywhere but where it takes two, is noted and is told."""
    if module.name in ROLES:
        return
    for node in module.nodes():
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
            of, verb = ast.unparse(node.func.value), node.func.attr
            if verb in {"add", "set", "remove", "clear"} and (of.endswith(".groups") or of.endswith(".user_set")):
                yield f"line {node.lineno} writes roles ({of}.{verb}): accounts.actions.roles gives and takes them"


def unguarded_cells(module: Module) -> Iterator[str]:
    """Cells for spreadsheet programs past the one guard against formulas, and a second guard."""
    if module.name == GUARD:
        return
    imported = module.imports()
    if {"csv.writer", "csv.DictWriter"} & imported or re.search(r"\bcsv\.(writer|DictWriter)\b", module.source):
        yield f"writes CSV by itself; {GUARD}.csv_text guards every cell"
    for function in module.each(ast.FunctionDef):
        if "guard" in function.name:
            yield f"defines {function.name}: {GUARD} is the one guard against formulas"
    for text in module.each(ast.Constant):
        if isinstance(text.value, str) and STARTS_OF_FORMULAS.search(text.value):
            yield f"line {text.lineno} lists what begins a formula: {GUARD} is the one guard against them"
    for node in module.each(ast.Call) if "openpyxl.Workbook" in imported else []:
        if isinstance(node.func, ast.Attribute):
            values = {"append": node.args, "cell": node.args[2:]}.get(node.func.attr, [])
            if any("guarded(" not in ast.unparse(value) for value in values):
                yield f"line {node.lineno} writes a cell that is not guarded: {ast.unparse(node)}"


def formats_of_its_own(module: Module) -> Iterator[str]:
    """Formats of files told beside the one list: what a file is called on its way, and which files are read."""
    if module.name == FORMATS:
        return
    for node in module.each(ast.Constant):
        if isinstance(node.value, str) and FORMATS_TOLD.search(node.value):
            yield f"line {node.lineno} tells formats of files ({node.value.strip()[:60]}); {FORMATS} lists them"


def joins_person(module: Module) -> Iterator[str]:
    if not under(module.name, "reports"):
        return
    for node in module.each(ast.Constant):
        if isinstance(node.value, str) and re.search(r"\bperson__", node.value):
            yield f"joins {node.value}: a participation carries its own gender"


def unsafe_templates(root: Path) -> list[str]:
    """Templates that switch escaping off."""
    switch = re.compile(r"\|\s*safe(seq)?\b|\{%\s*autoescape\s+off")
    return [
        f"{path.relative_to(root)} switches escaping off"
        for path in sorted((root / "templates").rglob("*.html"))
        if switch.search(path.read_text(encoding="utf-8"))
    ]


RULES: tuple[Callable[[Module], Iterator[str]], ...] = (
    wrong_arrows, impure, heavy_at_top, vague_names, too_long, past_the_rights, fat_views, asks_for_keys, unsafe_markup,
    signals, writes_beside_actions, joins_person, words_of_reports, riddles, unguarded_cells, formats_of_its_own,
    past_the_waist, gives_roles,
)  # fmt: skip


def problems(root: Path) -> list[str]:
    found = [f"{module.name}: {problem}" for module in product(root) for rule in RULES for problem in rule(module)]
    found += counting_for_visitors(root) + going_in_circles(root)
    return found + addresses_of_reports(root) + unsafe_templates(root)


def going_in_circles(root: Path) -> list[str]:
    """Modules that import each other, late and for type checkers alone included."""
    return [f"{' – '.join(circle)} go in a circle" for circle in circles(module_graph(product(root)))]


def test_the_house_keeps_its_rules() -> None:
    assert problems(ROOT) == []


def test_every_pure_file_that_is_promised_exists() -> None:
    assert PURE - {module.name for module in product(ROOT)} == set()


def test_the_names_that_rules_look_for_exist() -> None:
    """A rule about a name that was changed would find nothing."""
    counting = {module.name: module for module in product(ROOT) if under(module.name, "reports.counting")}
    holder, _dot, function = EVERYBODY.rpartition(".")
    assert function in {getattr(node, "name", "") for node in counting[holder].tree.body}
    assert {f"reports.counting.{name}" for name in QUESTION | HOLDING_COUNTS} == counting.keys() - {"reports.counting"}
    questions = [counting["reports.counting.population"], counting["reports.counting.dimension"]]
    written = {getattr(n, "name", getattr(n, "attr", getattr(n, "id", ""))) for q in questions for n in q.nodes()}
    assert COUNTED - written == set()


BROKEN = [
    ("meetings/models/people.py", "from meetings.actions import people", "which stands above it"),
    ("meetings/reading/lists/columns.py", "from meetings.imports.participants import rows", "which stands above it"),
    ("reports/results.py", "def f():\n    from reports.presentation import charts", "which stands above it"),
    ("meetings/names.py", "if TYPE_CHECKING:\n    from meetings.models import Meeting", "which stands above it"),
    ("meetings/actions/lists.py", "def f():\n    import meetings.views.lists", "which stands above it"),
    ("reports/counting/counts.py", "from reports.results import Result", "which stands above it"),
    ("meetings/views/home.py", "from reports.results import results", "never back"),
    ("panels/actions/steps.py", "from reports.practice_results.panels import flagged", "never back"),
    ("meetings/actions/panels.py", "from panels.models import Invitation", "none the others"),
    ("bodies/actions/cycles.py", "from panels.models import Invitation", "none the others"),
    ("staff/actions/plans.py", "from panels.models import Invitation", "none the others"),
    ("panels/models/steps.py", "from panels.actions.allowed import ALLOWED", "which stands above it"),
    ("reports/views/panels.py", "from panels.views import desk", "stands below the views"),
    ("reports/views/meeting.py", "def f():\n    from meetings.views import frame", "stands below the views"),
    ("reports/dashboards/meeting.py", "from meetings.views.frame import of_meeting", "stands below the views"),
    ("meetings/models/meetings.py", "def f():\n    return reverse('reports:overview')", "names an address of reports"),
    ("templates/meetings/batch.html", "{% url 'reports:overview' %}", "names an address of reports"),
    ("meetings/actions/words.py", "WORDS = {'build_Release': ''}", "speaks of releases"),
    ("reports/counting/kept.py", "", "“kept” is retired"),
    ("reports/counting/memberships.py", "", "is called memberships; call it groupings"),
    ("reports/results.py", "class WhoseStanding:\n    pass", "“standing” is retired"),
    ("reports/results.py", "class Result:\n    bearing: int", "“bearing” is retired"),
    ("meetings/rights.py", "class _Reach:\n    def f(self): ...", "“reach” is retired"),
    ("meetings/reading/bounded.py", "def f():\n    def told_by(): ...", "“told” is retired"),
    ("reports/dashboards/composition.py", "def what_decides(): ...", "it is called if_no_delegation_were_all_men"),
    ("reports/counting/blocks.py", "from parity.settings import DEBUG", "nobody imports it"),
    ("meetings/rights.py", "from . import models", "relatively"),
    ("meetings/odds.py", "", "stands in no layer"),
    ("meetings/names.py", "from meetings.vocabulary import Gender", "is pure and imports meetings.vocabulary.Gender"),
    ("reports/measures/bands.py", '"""Like Django."""', "is pure and names Django"),
    ("reports/presentation/charts.py", "import requests", "is pure and imports requests"),
    ("reports/presentation/tables.py", "import pandas as pd", "imports pandas at the top"),
    ("reports/views/utils.py", "", "utils: a name that says nothing"),
    ("meetings/forms.py", "class RosterService:\n    pass", "RosterService: a name that says nothing"),
    ("meetings/urls.py", "x = 1\n" * 300, "has 300 lines"),
    ("meetings/views/lists.py", "def upload():\n" + "    x = 1\n" * 25, "upload has 26 lines"),
    ("reports/views/home.py", "def home(rows):\n    return rows.annotate(n=1)", "calls annotate"),
    ("reports/views/home.py", "from reports.counting.population import population_of", "reads the record past"),
    ("reports/presentation/caveats.py", "from reports.counting.groups import periods_of", "past the waist"),
    ("reports/dashboards/waiting.py", "def f():\n    from reports.counting import counts", "past the waist"),
    ("reports/management/commands/figures.py", "import reports.counting", "past the waist"),
    ("reports/views/meeting.py", "if TYPE_CHECKING:\n    from reports.counting.arrays import Arrays", "past the waist"),
    (
        "reports/releases/exact_rows.py",
        "def f(people):\n    return people.composition",
        "line 2 reads people.composition",
    ),
    ("reports/dashboards/state.py", "def f(people):\n    return people.arrays.entity", "line 2 reads people.arrays"),
    ("reports/dashboards/explore.py", "def f(by, people):\n    by.group_delegations(people)", "past the waist"),
    ("reports/dashboards/bodies.py", "from bodies.models import Cycle, StageCount", "past the waist"),
    (
        "reports/views/bodies.py",
        "def f(cycle):\n    return cycle.stage_counts.all()",
        "line 2 reads cycle.stage_counts",
    ),
    ("reports/dashboards/staff.py", "from staff.models import StaffCount", "past the waist"),
    ("reports/dashboards/waiting.py", "def f():\n    import numpy as np", "arrays are read below the waist"),
    ("reports/counting/groups.py", "def f(dimension):\n    return dimension.key == 'role'", "line 2 asks for a key"),
    ("reports/results.py", "def f(metric):\n    return metric.key in ('coverage', 'bounds')", "asks for a key"),
    ("reports/dashboards/explore.py", "def f(key):\n    return 'country' != key", "asks for a key"),
    ("meetings/tables.py", "from django.utils.safestring import mark_safe", "uses mark_safe"),
    ("meetings/apps.py", "from django.db.models.signals import post_save", "no signals"),
    ("meetings/views/home.py", "def f(p):\n    p.save()", "line 2 writes (p.save)"),
    ("meetings/demo.py", "meeting.delegations.filter(a=1).update(b=2)", "every change passes meetings.actions"),
    ("meetings/imports/participants/commit.py", "batch.rows.all().delete()", "every change passes meetings.actions"),
    ("meetings/admin.py", "panel.seats.create(name='')", "every change passes meetings.actions"),
    ("reports/counting/blocks.py", "FIELD = 'person__full_name'", "joins person__full_name"),
    (
        "reports/views/files.py",
        "XLSX = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'",
        "tells formats",
    ),
    ("reports/views/files.py", "def f(answer):\n    answer(content_type='text/csv; charset=utf-8')", "line 2 tells"),
    ("meetings/forms/lists.py", "ACCEPT = '.xlsx,.xlsm,.csv'", "line 1 tells formats of files (.xlsx,.xlsm,.csv)"),
    ("meetings/management/lists.py", "HELP = 'Import a list (xlsx, xls, csv).'", "tells formats of files"),
    ("reports/views/table.py", "import csv\n\ndef f(o):\n    csv.writer(o).writerow('a')", "writes CSV by itself"),
    ("reports/views/table.py", "from csv import DictWriter", "writes CSV by itself"),
    ("meetings/views/rows.py", "def guarded(text):\n    return text", "is the one guard against formulas"),
    ("meetings/views/rows.py", "RISKY = re.compile(r'[=+\\-@|]')", "lists what begins a formula"),
    (
        "reports/dashboards/files.py",
        "def f(rows):\n    from openpyxl import Workbook\n    Workbook().active.append([row for row in rows])",
        "line 3 writes a cell that is not guarded",
    ),
    (
        "meetings/views/template.py",
        "def f(sheet):\n    from openpyxl import Workbook\n    sheet.cell(1, 1, 'x')",
        "line 3 writes a cell that is not guarded",
    ),
    ("meetings/actions/people.py", "def f(account, group):\n    account.groups.add(group)", "line 2 writes roles"),
    ("accounts/views/office.py", "def f(group):\n    group.user_set.set([])", "line 2 writes roles"),
    ("templates/base.html", "{{ text|safe }}", "switches escaping off"),
    ("templates/base.html", "{% autoescape off %}", "switches escaping off"),
]
SOUND = [
    ("meetings/models/people.py", "from meetings.vocabulary import Gender"),
    (
        "meetings/imports/participants/commit.py",
        "from meetings.actions import people\nfrom meetings.words import posts",
    ),
    ("reports/results.py", "from meetings.models import Meeting\nfrom reports.counting.counts import count_by"),
    ("panels/actions/checking.py", "from reports.measures import panel_flags"),
    ("reports/presentation/charts.py", "if TYPE_CHECKING:\n    from reports.results import Result\nimport json"),
    ("reports/presentation/tables.py", "def frame():\n    import pandas"),
    ("reports/views/home.py", "def home():\n" + "    x = 1\n" * 24),
    ("meetings/urls.py", "x = 1\n" * 299),
    ("reports/series.py", "from reports.counting import groups\n\ndef f(people):\n    return people.composition"),
    (
        "reports/dashboards/sections.py",
        "from reports.counting.narrowing import latest\nfrom reports.results import whole",
    ),
    ("reports/counting/labels.py", "def f(key, NO_GROUP):\n    return key == NO_GROUP"),
    ("meetings/actions/people.py", "def f(p):\n    p.save()"),
    ("meetings/views/home.py", "def f(totals):\n    totals.update(women=1)"),
    ("meetings/forms.py", "def f(book, file):\n    book.save(file)"),
    ("reports/measures/formulas.py", "def relative_voice():\n    told = held = 1"),
    ("meetings/management/into_meeting.py", "def account(): ..."),
    ("meetings/rights/table.py", "PUBLISH = 'publish a release'"),
    ("meetings/models/meetings.py", "def f():\n    return reverse('meeting')"),
    ("templates/reports/meeting.html", "{% url 'reports:overview' %}"),
    (
        "reports/dashboards/files.py",
        "def f(rows):\n    from openpyxl import Workbook\n    Workbook().active.append([guarded(row) for row in rows])",
    ),
    ("meetings/reading/preflight.py", "SAVE_AS = 'open it in a spreadsheet program and save it as .xlsx'"),
    ("meetings/reading/spreadsheets/tables.py", "import csv\n\ndef f(lines):\n    return csv.reader(lines)"),
    ("templates/base.html", "{{ text|safely }} safe"),
]


def plant(root: Path, file: str, source: str) -> Path:
    path = root / file
    path.parent.mkdir(parents=True)
    path.write_text(source, encoding="utf-8")
    return root


@pytest.mark.parametrize(("file", "source", "expected"), BROKEN)
def test_a_broken_house_is_noticed(tmp_path: Path, file: str, source: str, expected: str) -> None:
    assert any(expected in problem for problem in problems(plant(tmp_path, file, source)))


@pytest.mark.parametrize(("file", "source"), SOUND)
def test_a_sound_house_passes(tmp_path: Path, file: str, source: str) -> None:
    assert problems(plant(tmp_path, file, source)) == []


REACHING = [
    ({"reports/public/figures.py": "from reports.counting import scope"}, "reports.public.figures"),
    (
        {
            "reports/views/public/pages.py": "def f():\n    from reports.presentation.sentences import who",
            "reports/presentation/sentences.py": "if TYPE_CHECKING:\n    from reports.results import Result",
            "reports/results.py": "from reports.counting.scope import Scope",
        },
        "reports.views.public.pages → reports.presentation.sentences → reports.results → reports.counting.scope",
    ),
    (
        {"reports/urls/public.py": "from reports.views.public import api", "reports/views/public/api.py": "from reports"
         " import counting"},
        "reports.urls.public",
    ),
]  # fmt: skip


@pytest.mark.parametrize(("files", "way"), REACHING)
def test_a_way_from_visitors_to_counting_is_noticed(tmp_path: Path, files: dict[str, str], way: str) -> None:
    for file, source in ({"reports/counting/scope.py": "", "reports/counting/__init__.py": ""} | files).items():
        (tmp_path / file).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / file).write_text(source, encoding="utf-8")
    assert any(problem.startswith(way) or f"({way})" in problem for problem in counting_for_visitors(tmp_path))
    (tmp_path / "reports/counting/scope.py").unlink()
    (tmp_path / "reports/counting/__init__.py").unlink()
    assert counting_for_visitors(tmp_path) == []
