"""The texts of the demo: TOML files read into plain dicts, each key checked.

A key that nobody reads would be a text that nobody sees, so unknown keys are refused as well.
"""

import tomllib
from pathlib import Path
from typing import Any

from demo.errors import ContentError

FOLDER = Path(__file__).parent / "content"

# The keys of each table; "?" marks those that may be left out.
SHAPES = {
    "site": "name strapline footer_text comment_invitation comment_policy picture_credit disclaimer "
    "home indexes navigation",
    "disclaimer": "title text",
    "home": "lead_article description promise_heading promise_html",
    "indexes": "articles exercises people",
    "index": "title introduction",
    "navigation": "header footer_read footer_about",
    "link": "label page",
    "topic": "slug name description",
    "muscle": "slug name plain_name",
    "equipment": "slug name detail substitute icon product?",
    "programme": "name sentence hosts parameters may_redirect",
    "product": "slug name destination programme pitch picture?",
    "person": "slug name credentials role portrait portrait_alt summary bio account?",
    "page": "slug title intro body",
    "exercise": "title slug summary body_area level muscles equipment instructions cues mistakes "
    "easier harder ask_first stop_if dose? images written_by?",
    "exercise muscle": "slug role",
    "exercise image": "file pose alt",
    "exercise variation": "text exercise?",
    "dose": "sets? reps? hold_seconds? duration_seconds? side? rest_seconds?",
    "comment": "id page name text days hour account? answers? waiting?",
    "article": "title slug standfirst authors reviewed_by? reviewed_on? published updated? "
    "topics tags lead body",
    "lead": "file alt decorative",
    "paragraph block": "type html",
    "heading block": "type text",
    "quote block": "type text speaker? speaker_name? speaker_role?",
    "picture block": "type file alt caption",
    "video block": "type file title transcript",
    "exercise_list block": "type heading exercises",
    "safety_note block": "type heading items",
    "questions block": "type items",
    "question": "question answer_html",
    "callout block": "type text product style",
    "product block": "type product button",
    "table block": "type caption header rows",
    "references block": "type items",
    "reference": "text address",
    "exercise in an article": "exercise? slug? name? equipment? instructions? cues? mistakes? easier? "
    "harder? ask_first? stop_if? dose? clip?",
    "variation in an article": "text",
}  # fmt: skip


def check(table: dict[str, Any], shape: str, place: str) -> dict[str, Any]:
    """Return `table` if its keys are those of SHAPES[shape]; else raise ContentError naming `place`."""
    allowed = {key.rstrip("?"): not key.endswith("?") for key in SHAPES[shape].split()}
    missing = [key for key, is_needed in allowed.items() if is_needed and key not in table]
    unknown = [key for key in table if key not in allowed]
    if missing:
        raise ContentError(f"{place}: this {shape} lacks {', '.join(missing)}.")
    if unknown:
        raise ContentError(f"{place}: nothing reads {', '.join(unknown)} of this {shape}.")
    return table


def check_each(tables: list[dict[str, Any]], shape: str, place: str) -> list[dict[str, Any]]:
    """Return `tables` if `check` finds nothing wrong with any of them; they are counted from 1."""
    return [check(table, shape, f"{place}, {shape} {number}") for number, table in enumerate(tables, start=1)]


def read(name: str, folder: Path = FOLDER) -> dict[str, Any]:
    """Return the file `name` (without .toml) as a dict; raises ContentError."""
    path = folder / f"{name}.toml"
    try:
        return tomllib.loads(path.read_text(encoding="utf-8"))
    except FileNotFoundError:
        raise ContentError(f"{path} does not exist.") from None
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ContentError(f"{path}: {error}") from error


def read_list(name: str, shape: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Return the tables [[shape]] of the file `name`, checked."""
    return check_each(check_only(read(name, folder), shape, name), shape, f"{name}.toml")


def check_only(tables: dict[str, Any], key: str, name: str) -> list[dict[str, Any]]:
    """Return `tables[key]`, a list of tables; raises ContentError where it is missing or not alone."""
    if set(tables) != {key}:
        raise ContentError(f"{name}.toml: expected [[{key}]] and nothing else.")
    return tables[key]


def read_folder(name: str, shape: str, folder: Path = FOLDER) -> list[dict[str, Any]]:
    """Return every file of a folder, checked, by file name; each is named after its slug."""
    tables = []
    for path in sorted((folder / name).glob("*.toml")):
        place = f"{name}/{path.name}"
        table = check(read(path.stem, folder / name), shape, place)
        if table["slug"] != path.stem:
            raise ContentError(f"{place}: its slug is {table['slug']}.")
        tables.append(table)
    return tables


def found(things: dict[str, Any], name: str, place: str) -> Any:
    """Return `things[name]`; raises ContentError that names `place` where there is no such thing."""
    if name not in things:
        raise ContentError(f"{place}: there is no “{name}”.")
    return things[name]
