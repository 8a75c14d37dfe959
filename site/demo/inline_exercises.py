"""An exercise as an article has it: written there, or chosen from the library."""

from typing import Any

from demo.content import check, found
from demo.files import clips_of
from exercises.models import Equipment, ExerciseImage, ExercisePage

LINES = ("instructions", "cues", "mistakes")


class InlineExercises:
    """Turns an article's exercise tables into values of `ExerciseBlock`."""

    def __init__(self, library: dict[str, ExercisePage], equipment: dict[str, Equipment]) -> None:
        self.library = library
        self.equipment = {thing.name: thing for thing in equipment.values()}

    def value(self, table: dict[str, Any], video: str, place: str) -> dict[str, Any]:
        """Return the block's value; `video` is the file its clip is looked up for. Raises ContentError."""
        chosen = table.get("exercise")
        return {
            "name": table.get("name", ""),
            "library": found(self.library, chosen, place).pk if chosen else None,
            "equipment": [self._thing(name, place) for name in table.get("equipment", [])],
            **{name: "\n".join(table.get(name, [])) for name in LINES},
            **{name: self._variation(table, name, place) for name in ("easier", "harder")},
            **{name: table.get(name, "") for name in ("ask_first", "stop_if")},
            "picture": {} if chosen else self._picture(table),
            "dose": check(table.get("dose", {}), "dose", place),
            "clip": self._clip(table, video, place),
        }

    def _thing(self, name: str, place: str) -> dict[str, Any]:
        return {"id": found(self.equipment, name, place).pk, "name": name}

    def _variation(self, table: dict[str, Any], name: str, place: str) -> str:
        return check(table[name], "variation in an article", place)["text"] if name in table else ""

    def _picture(self, table: dict[str, Any]) -> dict[str, Any]:
        """The library's drawing of the end position, where an entry has the same slug."""
        entry = self.library.get(table.get("slug", ""))
        drawing = entry.images.filter(pose=ExerciseImage.Pose.END).first() if entry else None
        return {"image": drawing.image_id, "alt_text": drawing.alt_text} if drawing else {}

    def _clip(self, table: dict[str, Any], video: str, place: str) -> dict[str, int]:
        if "clip" not in table:
            return {}
        slug = table.get("exercise") or table.get("slug", "")
        start, end = found(clips_of(video), slug, f"{place}, clip in {video}")
        return {"start": start, "end": end}
