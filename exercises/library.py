"""The library's list with its filters, and what an entry's page adds to the entry."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.core.paginator import Page as Slice
from django.db.models import Count, Prefetch, QuerySet
from django.http import Http404, HttpRequest, QueryDict
from django.utils.translation import gettext as _
from wagtail.models import Page, ReferenceIndex

from exercises.fitting import entries_that_fit
from exercises.having import HavingForm, having_options, own_pace_option
from exercises.models import (
    Equipment,
    ExerciseEquipment,
    ExerciseImage,
    ExerciseIndexPage,
    ExercisePage,
    Muscle,
)
from exercises.models.taxonomy import BodyArea, Level
from pages.listing import Facet, Option, address, page_of
from pages.models import Disclaimer, SiteSettings
from pages.readers import open_to_readers

PER_PAGE = 24
NO_EQUIPMENT = "none"
# One exercise is a matter of minutes.
MINUTES = (1, 2, 3, 5, 10)
# An easier or harder exercise isn't a use: it loses a link, never its text.
VARIATIONS = ("easier_page", "harder_page")
COLUMNS = {
    "area": "body_area",
    "level": "level",
    "muscle": "muscles__muscle__slug",
    "equipment": "equipment_items__equipment__slug",
}


@dataclass(frozen=True)
class Listing:
    """What the library page shows: the exercises of one page, the filters, the chosen ones in words.

    `form` asks what a reader has and keeps the `kept` filters; `own_pace` leads to what would fit but for a
    time, where one was chosen.
    """

    exercises: Slice
    facets: list[Facet]
    chosen: list[Option]
    total: int
    query: str
    form: HavingForm
    kept: dict[str, str]
    own_pace: Option | None


def list_exercises(index: ExerciseIndexPage, params: QueryDict) -> Listing:
    """The listing for the query `params`; Http404 for a filter or page that does not exist."""
    equipment = list(Equipment.objects.all())
    labels = _labels(equipment)
    chosen = _chosen(params, labels)
    form = HavingForm(params, equipment, MINUTES)
    having = form.having()
    every = open_to_readers(ExercisePage.objects.child_of(index))
    entries = entries_that_fit(every, having)
    matching = _narrow(entries, chosen)
    found = matching.order_by("title", "pk").prefetch_related(*pictures_of_cards(), _equipment_of_cards())
    exercises = page_of(found, params, PER_PAGE)
    return Listing(
        exercises=exercises,
        facets=[_facet(entries, name, labels[name], chosen, having.params) for name in COLUMNS],
        chosen=[
            Option(labels[name][value], 0, address({**chosen, **having.params}, **{name: ""}), True)
            for name, value in chosen.items()
        ]
        + having_options(having, chosen),
        total=exercises.paginator.count,
        query=address({**chosen, **having.params}).rstrip("?"),
        form=form,
        kept=chosen,
        own_pace=own_pace_option(
            having, chosen, entries_that_fit(_narrow(every, chosen), having.at_own_pace)
        ),
    )


def pictures_of_cards() -> tuple[Prefetch, str]:
    """What the card of an entry shows besides its own fields, to be prefetched."""
    pictures = ExerciseImage.objects.select_related("image")
    return Prefetch("images", pictures), "images__image__renditions"


def _equipment_of_cards() -> Prefetch:
    return Prefetch("equipment_items", ExerciseEquipment.objects.select_related("equipment"))


def entry_context(page: ExercisePage) -> dict[str, Any]:
    """For an entry's own page: its record, where it appears, and its muscles by role."""
    muscles = list(page.muscles.select_related("muscle"))
    return {
        "exercise": page.record,
        "appears_in": pages_using(page),
        "primary": [item.muscle for item in muscles if item.role == "primary"],
        "secondary": [item.muscle for item in muscles if item.role == "secondary"],
    }


def session_context(page: ExercisePage, request: HttpRequest) -> dict[str, Any]:
    """For an entry's follow-along session; keys as those of an article's."""
    return {
        "needed": page.record.equipment,
        "total_seconds": page.dose.total_seconds,
        "disclaimer": Disclaimer.first_live(SiteSettings.for_request(request).disclaimer),
    }


def pages_using(page: ExercisePage, visible_only: bool = True) -> list[Page]:
    """Pages whose content uses this entry (other entries' variations aside), newest first.

    With `visible_only` those a reader may open, else every live one.
    """
    references = ReferenceIndex.get_references_to(page).exclude(model_path__in=VARIATIONS)
    ids = [int(pk) for pk in references.values_list("object_id", flat=True)]
    pages = Page.objects.filter(pk__in=ids).order_by("-first_published_at")
    return list(open_to_readers(pages) if visible_only else pages.live())


def _labels(equipment: list[Equipment]) -> dict[str, dict[str, str]]:
    return {
        "area": {value: str(label) for value, label in BodyArea.choices},
        "level": {value: str(label) for value, label in Level.choices},
        "muscle": _by_label(
            {muscle.slug: muscle.plain_name or muscle.name for muscle in Muscle.objects.all()}
        ),
        "equipment": {
            NO_EQUIPMENT: _("No equipment"),
            **{kit.slug: kit.name for kit in equipment},
        },
    }


def _by_label(labels: dict[str, str]) -> dict[str, str]:
    return dict(sorted(labels.items(), key=lambda item: item[1].casefold()))


def _chosen(params: Mapping[str, str], labels: dict[str, dict[str, str]]) -> dict[str, str]:
    chosen = {name: params[name] for name in COLUMNS if params.get(name)}
    for name, value in chosen.items():
        if value not in labels[name]:
            raise Http404(_("The library has no such filter."))
    return chosen


def _narrow(entries: QuerySet, chosen: Mapping[str, str]) -> QuerySet:
    for name, value in chosen.items():
        if (name, value) == ("equipment", NO_EQUIPMENT):
            entries = entries.filter(equipment_items=None)
        else:
            entries = entries.filter(**{COLUMNS[name]: value})
    return entries


def _facet(
    entries: QuerySet, name: str, labels: dict[str, str], chosen: dict[str, str], kept: dict[str, Any]
) -> Facet:
    """One filter, each option counted as the other filters stand; options that leave nothing are left out.

    Its links keep the parameters `kept`, by which `entries` are narrowed already.
    """
    others = {key: value for key, value in chosen.items() if key != name}
    rows = _narrow(entries, others).order_by().values_list(COLUMNS[name]).annotate(Count("pk", distinct=True))
    counts = {value if value is not None else NO_EQUIPMENT: count for value, count in rows}
    options = [
        Option(
            label,
            counts[value],
            address({**chosen, **kept}, **{name: "" if chosen.get(name) == value else value}),
            chosen.get(name) == value,
        )
        for value, label in labels.items()
        if counts.get(value)
    ]
    headings = {
        "area": _("Body area"),
        "level": _("Level"),
        "muscle": _("Muscle"),
        # Not "equipment": what a reader has is asked for beside it.
        "equipment": _("Uses"),
    }
    return Facet(headings[name], name, options)
