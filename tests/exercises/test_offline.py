"""What a server has to say so that a session can be kept on a device, and installed."""

import json
from pathlib import Path

import pytest
from django.test import Client
from PIL import Image
from wagtail.models import PageViewRestriction

from exercises.models import ExercisePage
from tests import factories

pytestmark = pytest.mark.django_db

STATIC = Path(__file__).resolve().parents[2] / "static"


def _session(**fields: object) -> object:
    return factories.article("Six exercises to decrease back pain in runners", **fields)


def test_the_worker_may_control_every_session_and_is_asked_for_anew_each_time(client: Client) -> None:
    answer = client.get("/follow-sw.js")
    assert answer.status_code == 200
    assert answer["Content-Type"] == "text/javascript; charset=utf-8"
    assert answer["Cache-Control"] == "no-cache"
    assert answer.content == (STATIC / "js" / "follow" / "worker.js").read_bytes()
    assert not answer.cookies
    assert client.head("/follow-sw.js").content == b""
    assert client.post("/follow-sw.js").status_code == 405


def test_the_worker_names_no_other_file_since_static_files_are_renamed(client: Client) -> None:
    script = client.get("/follow-sw.js").content.decode()
    assert "import" not in script
    assert "/static/" not in script


@pytest.mark.parametrize("make", [_session, factories.exercise], ids=["article", "library exercise"])
def test_a_session_can_be_installed_as_an_app_of_its_own(make: object, client: Client) -> None:
    page = make()
    answer = client.get(page.follow_url)
    assert f'<link rel="manifest" href="{page.follow_url}app/">' in answer.content.decode()
    manifest = client.get(f"{page.follow_url}app/")
    assert manifest["Content-Type"] == "application/manifest+json"
    said = json.loads(manifest.content)
    assert said["id"] == said["scope"] == said["start_url"] == page.follow_url
    assert (said["name"], said["display"], said["lang"], said["dir"]) == (
        page.title,
        "standalone",
        "en",
        "ltr",
    )
    assert page.title.startswith(said["short_name"])
    assert said["theme_color"] in answer.content.decode()
    for icon in said["icons"]:
        with Image.open(STATIC / icon["src"].removeprefix("/static/")) as picture:
            assert f"{picture.width}x{picture.height}" == icon["sizes"]
    assert {(icon["sizes"], icon["purpose"]) for icon in said["icons"]} >= {
        ("192x192", "any"),
        ("512x512", "any"),
        ("512x512", "maskable"),
    }
    assert client.head(f"{page.follow_url}app/").content == b""


def test_a_long_name_is_not_cut_in_the_middle_of_a_word(client: Client) -> None:
    short = [
        json.loads(client.get(f"{factories.article(title).follow_url}app/").content)["short_name"]
        for title in ("Six exercises to decrease back pain", "Donaudampfschifffahrtsgesellschaftsübung")
    ]
    assert short == ["Six exercises to decrease back", "Donaudampfschifffahrtsgesellsc"]


def test_a_page_without_exercises_has_no_app(client: Client) -> None:
    page = factories.article(body=[factories.paragraph()])
    assert client.get(f"{page.follow_url}app/").status_code == 404


def test_a_private_session_is_neither_kept_nor_installed(client: Client) -> None:
    page = _session()
    restriction = PageViewRestriction.objects.create(page=page, restriction_type="password", password="band")
    asked = client.get(page.follow_url)
    manifest = client.get(f"{page.follow_url}app/")
    client.post(
        f"/_util/authenticate_with_password/{restriction.pk}/{page.pk}/",
        {"password": "band", "return_url": page.follow_url},
    )
    opened = client.get(page.follow_url)
    assert b"<main data-follow" not in asked.content
    assert b"short_name" not in manifest.content
    assert b"<main data-follow" in opened.content
    for answer in (asked, manifest, opened):
        assert "no-store" in answer["Cache-Control"]
        assert b"follow-sw.js" not in answer.content
        assert b'rel="manifest"' not in answer.content


def test_a_public_session_is_the_same_for_everyone_who_keeps_it(client: Client, admin_client: Client) -> None:
    page = _session()
    for one in (client, admin_client):
        answer = one.get(page.follow_url)
        assert "no-store" not in answer.get("Cache-Control", "")
        assert "Cookie" not in answer.get("Vary", "")
        assert b'data-worker="/follow-sw.js"' in answer.content


def test_a_preview_is_not_kept() -> None:
    page = _session()
    preview = page.make_preview_request(preview_mode="follow").render().content
    assert b"<main data-follow" in preview
    assert b"follow-sw.js" not in preview
    assert b'rel="manifest"' not in preview


def test_a_library_exercise_is_previewed_as_a_session_before_it_is_saved() -> None:
    fresh = ExercisePage(title="Wall sit", slug="wall-sit", body_area="hips", instructions="Slide down.")
    fresh.set_url_path(factories.exercise_index())
    assert ("follow", "Follow along") in fresh.preview_modes
    preview = fresh.make_preview_request(preview_mode="follow").render().content
    assert b"<main data-follow" in preview
    assert b"Slide down." in preview


def test_headers_let_the_player_play_and_the_screen_stay_on(client: Client) -> None:
    answer = client.get(_session().follow_url)
    players = '(self "https://www.youtube-nocookie.com" "https://player.vimeo.com")'
    allowed = answer["Permissions-Policy"].split(", ")
    assert {f"autoplay={players}", f"fullscreen={players}", "screen-wake-lock=(self)"} <= set(allowed)
    # Workers, manifest and what a worker fetches are of this site alone: no directive of their own.
    policy = dict(part.strip().partition(" ")[::2] for part in answer["Content-Security-Policy"].split(";"))
    assert policy["default-src"] == "'self'"
    assert not {"worker-src", "child-src", "script-src", "manifest-src", "connect-src"} & set(policy)
