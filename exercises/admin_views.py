"""What the exercise block's script asks while an editor writes (see static/js/admin)."""

from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, JsonResponse
from django.shortcuts import get_object_or_404
from wagtail.permissions import page_permission_policy

from exercises.dose import Dose
from exercises.models import Equipment, ExercisePage
from exercises.resolve import FILLED_FIELDS, snapshot
from pages.readers import open_to_readers


def library_text(request: HttpRequest, pk: int) -> JsonResponse:
    """A library entry as it is published: `snapshot` to keep and compare, `shown` as words by field.

    404 for an entry that readers cannot open, so that nothing of a draft reaches an article.
    """
    _require_editor(request)
    entries = open_to_readers(ExercisePage.objects.prefetch_related("equipment_items__equipment", "images"))
    kept = snapshot(get_object_or_404(entries, pk=pk))
    return JsonResponse({"snapshot": kept, "shown": {name: _in_words(name, kept) for name in FILLED_FIELDS}})


def equipment_names(request: HttpRequest) -> JsonResponse:
    """The names of all equipment, to complete what an editor types."""
    _require_editor(request)
    return JsonResponse({"names": list(Equipment.objects.values_list("name", flat=True))})


def _require_editor(request: HttpRequest) -> None:
    if not page_permission_policy.user_has_any_permission(request.user, ["add", "change", "publish"]):
        raise PermissionDenied


def _in_words(name: str, kept: dict[str, Any]) -> str:
    if name == "equipment":
        return ", ".join(item["name"] for item in kept["equipment"])
    if name == "dose":
        return str(Dose.from_mapping(kept["dose"]))
    return kept[name]
