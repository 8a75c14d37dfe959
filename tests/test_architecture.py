"""Imports point one way, templates exist where blocks say, and site/ never becomes a package."""

import ast
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]

# Higher rows may import from lower rows, never sideways or up.
LAYERS = [
    {"config"},
    {"demo"},
    {"wordpress"},
    {"home"},
    {"articles"},
    {"exercises"},
    {"comments", "affiliates"},
    {"people", "accounts"},
    {"pages"},
    {"pagecache"},
]
HEIGHT = {app: -row for row, apps in enumerate(LAYERS) for app in apps}
FOLDERS = [ROOT / "articles", ROOT / "exercises", *(p for p in (ROOT / "site").iterdir() if p.is_dir())]


def _modules() -> list[Path]:
    files = (file for folder in FOLDERS for file in folder.rglob("*.py"))
    return sorted(file for file in files if "migrations" not in file.parts)


def _app_of(file: Path) -> str:
    parts = file.relative_to(ROOT).parts
    return parts[1] if parts[0] == "site" else parts[0]


def _imported_apps(file: Path) -> set[str]:
    apps = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            apps |= {alias.name.split(".")[0] for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            apps.add(node.module.split(".")[0])
    return apps & HEIGHT.keys()


@pytest.mark.parametrize("file", _modules(), ids=lambda file: str(file.relative_to(ROOT)))
def test_a_module_imports_only_from_apps_below_its_own(file: Path) -> None:
    app = _app_of(file)
    wrong = {other for other in _imported_apps(file) if other != app and HEIGHT[other] >= HEIGHT[app]}
    assert not wrong, f"{app} may not import {', '.join(sorted(wrong))}"


def test_the_layer_check_would_notice_an_import_that_points_up(tmp_path: Path) -> None:
    file = tmp_path / "decoy.py"
    file.write_text("def late():\n    from articles.models import ArticlePage\n")
    assert _imported_apps(file) == {"articles"}
    assert HEIGHT["articles"] > HEIGHT["pages"]


def test_every_app_has_a_place_in_the_layers() -> None:
    apps = {_app_of(file) for file in _modules()}
    assert apps <= HEIGHT.keys(), f"give {apps - HEIGHT.keys()} a row in LAYERS"


def test_the_source_root_named_site_is_never_a_package() -> None:
    assert not (ROOT / "site" / "__init__.py").exists()


@pytest.mark.parametrize("name", ["utils", "common", "core", "base", "helpers", "misc"])
def test_nothing_is_put_in_a_drawer_without_a_subject(name: str) -> None:
    # Django asks settings and database backends for a module of just this name.
    asked_for = {"settings", "sqlite3"}
    drawers = [file for file in _modules() if file.stem == name and not asked_for & set(file.parts)]
    assert drawers == []


def test_no_python_string_writes_html() -> None:
    tags = ("<div", "<span", "<a href", "<ul>", "<strong>", "<script", "<table")
    offenders = [
        f"{file.relative_to(ROOT)}:{node.lineno}"
        for file in _modules()
        if "demo" not in file.parts
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and any(tag in node.value for tag in tags)
    ]
    assert offenders == []
