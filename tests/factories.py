"""Things to test with: small, sensible, published unless told otherwise."""

from io import BytesIO
from itertools import count
from typing import Any

from django.contrib.auth import get_user_model
from django.core.files.images import ImageFile
from PIL import Image as Pillow
from wagtail.models import Locale, Page, Site

from articles.models import ArticleIndexPage, ArticlePage, Topic
from comments.models import Comment, State
from comments.text import fingerprint_of
from comments.tokens import hash_of, new_token
from exercises.models import Equipment, ExerciseIndexPage, ExercisePage, Muscle
from home.models import HomePage
from pages.models import Disclaimer, SiteImage, SiteSettings, StandardPage
from people.models import PeopleIndexPage, PersonPage

_numbers = count(1)


def home() -> HomePage:
    """The home page of the default site; made again where a flushed database lost it."""
    Locale.objects.get_or_create(language_code="en")
    page = HomePage.objects.first()
    if page is None:
        root = Page.get_first_root_node() or Page.add_root(instance=Page(title="Root", slug="root"))
        page = root.add_child(instance=HomePage(title="Plumbline", slug="home"))
    Site.objects.update_or_create(is_default_site=True, defaults={"hostname": "localhost", "root_page": page})
    Site.clear_site_root_paths_cache()
    return page


def _only(model: type, parent: Page, **fields: Any) -> Any:
    return model.objects.child_of(parent).first() or parent.add_child(instance=model(**fields))


def article_index() -> ArticleIndexPage:
    """The article index under the home page."""
    return _only(ArticleIndexPage, home(), title="Articles", slug="articles")


def exercise_index() -> ExerciseIndexPage:
    """The exercise library under the home page."""
    return _only(ExerciseIndexPage, home(), title="Exercises", slug="exercises")


def people_index() -> PeopleIndexPage:
    """The people under the home page."""
    return _only(PeopleIndexPage, home(), title="People", slug="people")


def person(title: str = "", **fields: Any) -> PersonPage:
    """A person with credentials."""
    number = next(_numbers)
    fields = {"credentials": "PT, DPT", "role": "physical therapist", "summary": "Helps runners."} | fields
    title = title or f"Alex Sample {number}"
    return people_index().add_child(
        instance=PersonPage(title=title, slug=fields.pop("slug", f"person-{number}"), **fields)
    )


def exercise(title: str = "", **fields: Any) -> ExercisePage:
    """A library exercise; `equipment` and `muscles` take objects."""
    number = next(_numbers)
    equipment_used, muscles = fields.pop("equipment", []), fields.pop("muscles", [])
    fields = {
        "summary": "Trains the hips.",
        "body_area": "hips",
        "instructions": "Lie down.\nLift one leg.\nLower it slowly.",
        "easier": "Bend the knee.",
        "harder": "Hold for three breaths.",
    } | fields
    page = ExercisePage(
        title=title or f"Exercise {number}", slug=fields.pop("slug", f"exercise-{number}"), **fields
    )
    for thing in equipment_used:
        page.equipment_items.add(ExercisePage.equipment_items.rel.related_model(equipment=thing))
    for one in muscles:
        page.muscles.add(ExercisePage.muscles.rel.related_model(muscle=one))
    return exercise_index().add_child(instance=page)


def equipment(name: str = "Loop band", **fields: Any) -> Equipment:
    """A piece of equipment."""
    return Equipment.objects.get_or_create(
        name=name, defaults={"slug": name.lower().replace(" ", "-")} | fields
    )[0]


def muscle(name: str = "Gluteus medius", **fields: Any) -> Muscle:
    """A muscle."""
    return Muscle.objects.get_or_create(
        name=name, defaults={"slug": name.lower().replace(" ", "-")} | fields
    )[0]


def topic(name: str = "Back and hips", **fields: Any) -> Topic:
    """A topic."""
    return Topic.objects.get_or_create(name=name, defaults={"slug": name.lower().replace(" ", "-")} | fields)[
        0
    ]


def disclaimer(
    text: str = "<p>General information, not advice.</p>", title: str = "Please note"
) -> Disclaimer:
    """A published disclaimer, not yet used by anything."""
    disclaimer = Disclaimer.objects.create(title=title, text=text)
    disclaimer.save_revision().publish()
    return disclaimer


def settings(**fields: Any) -> SiteSettings:
    """The default site's settings with `fields` set."""
    found = SiteSettings.for_site(Site.objects.get(is_default_site=True))
    for name, value in fields.items():
        setattr(found, name, value)
    found.save()
    return found


def image(title: str = "A picture", size: tuple[int, int] = (640, 360), **fields: Any) -> SiteImage:
    """A real, small PNG."""
    file = BytesIO()
    Pillow.new("RGB", size, "#1d4538").save(file, "PNG")
    file.seek(0)
    return SiteImage.objects.create(
        title=title, file=ImageFile(file, name=f"picture-{next(_numbers)}.png"), **fields
    )


def exercise_block(name: str = "Side plank", **fields: Any) -> dict:
    """An exercise as stored in a body; `library` takes a page."""
    library = fields.pop("library", None)
    defaults = (
        {"instructions": "Lift from the core.\nAvoid arching.", "easier": "Bend the knee."}
        if not library
        else {}
    )
    fields = defaults | fields
    if library:
        fields["library"] = library.pk
    return {"name": name, **fields}


def paragraph(html: str = "<p>Hips that share the work leave the back its own job.</p>") -> dict:
    """A paragraph block."""
    return {"type": "paragraph", "value": html}


def exercise_list(*exercises: dict, heading: str = "") -> dict:
    """An exercise-list block; list items need ids, without them Wagtail drops their content."""
    items = [
        {"type": "item", "value": one, "id": f"{next(_numbers):08x}-0000-4000-8000-000000000000"}
        for one in exercises
    ]
    return {"type": "exercise_list", "value": {"heading": heading, "exercises": items}}


def video(**fields: Any) -> dict:
    """A YouTube video block of two minutes."""
    address = {"provider": "youtube", "id": "dQw4w9WgXcQ", "hash": ""}
    return {"type": "video", "value": {"address": address, "title": "The routine", "duration": 120} | fields}


def article(title: str = "", body: list[dict] | None = None, **fields: Any) -> ArticlePage:
    """A published article by one author; `authors` and `topics` take objects."""
    number = next(_numbers)
    authors = fields.pop("authors", None)
    topics = fields.pop("topics", [])
    parent = fields.pop("parent", None) or article_index()
    body = (
        body
        if body is not None
        else [paragraph(), video(), exercise_list(exercise_block(), exercise_block("Bird dog"))]
    )
    page = ArticlePage(
        title=title or f"Six exercises for runners {number}",
        slug=fields.pop("slug", f"article-{number}"),
        standfirst=fields.pop("standfirst", "One video, six moves, no gym."),
        body=body,
        **fields,
    )
    for one in authors if authors is not None else [person()]:
        page.authors.add(ArticlePage.authors.rel.related_model(person=one))
    for one in topics:
        page.topics.add(ArticlePage.topics.rel.related_model(topic=one))
    return parent.add_child(instance=page)


def standard_page(title: str = "About", **fields: Any) -> StandardPage:
    """A page that explains."""
    body = fields.pop("body", [paragraph()])
    slug = fields.pop("slug", title.lower().replace(" ", "-"))
    return home().add_child(instance=StandardPage(title=title, slug=slug, body=body, **fields))


def comment(page: Any, text: str = "The wall helped me too.", **fields: Any) -> Comment:
    """An approved comment; `parent` makes it a reply. Its `token` opens the writer's own page."""
    parent = fields.pop("parent", None)
    token = new_token()
    place = (
        {"parent": parent, "thread_id": parent.thread_id or parent.pk, "depth": min(parent.depth + 1, 3)}
        if parent
        else {}
    )
    fields = {"name": "Nia R.", "email": "nia@example.org", "state": State.APPROVED} | place | fields
    made = Comment.objects.create(
        page_id=page.pk, text=text, fingerprint=fingerprint_of(text), token_hash=hash_of(token), **fields
    )
    made.token = token
    return made


def publish(page: Any, **kwargs: Any) -> Any:
    """Save a revision and publish it, as the editor's button does; returns the page as stored now."""
    page.save_revision().publish(**kwargs)
    return type(page).objects.get(pk=page.pk)


def user(username: str, *groups: str, **fields: Any) -> Any:
    """A member of staff in the named groups."""
    from django.contrib.auth.models import Group

    account = get_user_model().objects.create_user(
        username, f"{username}@example.com", "a-good-password", **fields
    )
    account.groups.set(Group.objects.filter(name__in=groups))
    return account
