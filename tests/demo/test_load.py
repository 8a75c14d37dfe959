"""The demo site, loaded once for all these tests: what a visitor, an editor and a second run find."""

import json
import os
import re
from importlib import import_module
from pathlib import Path
from unittest import mock

from bs4 import BeautifulSoup
from django.contrib.auth import get_user_model
from django.core.management import CommandError, call_command
from django.test import TestCase, override_settings
from wagtail.models import Page, ReferenceIndex, Revision, Site

from affiliates.drafts import uses_of
from affiliates.models import AffiliateLink
from articles.models import ArticlePage
from comments.models import Comment, State
from demo.files import FOLDER
from demo.load import load
from exercises.models import ExercisePage
from pages.models import SiteImage, SiteMedia, SiteSettings, StandardPage
from people.models import PersonPage
from tests import factories

MAIN = "six-exercises-to-decrease-back-pain-in-runners"
ADVERTISES = re.compile(r"://|www\.|youtu|vimeo|instagram|tiktok|amazon|thera-?band|[®™]", re.IGNORECASE)


@override_settings(DEMO_PASSWORD="a-known-password")
class TheDemoSite(TestCase):
    """One loading; each test's own changes are rolled back."""

    @classmethod
    def setUpTestData(cls) -> None:
        """Load into a site as it is after migrate."""
        factories.home()
        with override_settings(DEMO_PASSWORD="a-known-password"):
            cls.outcome = load()
        cls.main = ArticlePage.objects.get(slug=MAIN)

    def test_every_page_answers_a_stranger(self) -> None:
        pages = Page.objects.filter(depth__gt=1)
        addresses = {page.url for page in pages}
        addresses |= {article.print_url for article in ArticlePage.objects.all()}
        addresses |= {
            "/articles/feed/",
            "/articles/feed/atom/",
            "/sitemap.xml",
            "/robots.txt",
            "/search/?q=hips",
        }
        answers = {address: self.client.get(address).status_code for address in addresses}
        assert len(answers) == len(pages) + ArticlePage.objects.count() + 5
        assert set(answers.values()) == {200}, answers

    def test_there_is_enough_to_see(self) -> None:
        counts = {
            model: model.objects.live().public().count()
            for model in (ArticlePage, ExercisePage, PersonPage, StandardPage)
        }
        assert counts[ArticlePage] >= 4
        assert (counts[ExercisePage], counts[PersonPage], counts[StandardPage]) == (14, 3, 5)
        assert self.outcome.counts["Exercises"] == 14
        assert not Page.objects.filter(live=False).exists()

    def test_readers_have_commented_and_some_comments_wait(self) -> None:
        states = Comment.objects.values_list("state", flat=True)
        assert (list(states).count(State.APPROVED), list(states).count(State.PENDING)) == (7, 3)
        assert self.outcome.counts["Comments"] == 10
        section = BeautifulSoup(self.client.get(self.main.url).content, "html.parser").find(id="comments")
        assert section.h2.get_text(strip=True) == "6 comments"
        assert [tag.get_text(strip=True) for tag in section.select(".tag")] == ["Author", "Staff"]
        assert "A person reads every comment" in section.form.get_text()

    def test_every_library_exercise_is_drawn_in_two_poses(self) -> None:
        for entry in ExercisePage.objects.prefetch_related("images__image"):
            drawings = list(entry.images.all())
            assert [drawing.pose for drawing in drawings] == ["start", "end"], entry
            assert all(drawing.alt_text for drawing in drawings)
            assert all(Path(drawing.image.file.path).is_file() for drawing in drawings)
            assert {(one.image.width, one.image.height) for one in drawings} == {(400, 300)}
            assert all((FOLDER / "figures" / f"{entry.slug}-{one.pose}.svg").is_file() for one in drawings)

    def test_library_exercises_are_signed_and_lead_to_easier_and_harder_ones(self) -> None:
        entries = ExercisePage.objects.select_related("written_by", "easier_page", "harder_page")
        assert {entry.written_by.slug for entry in entries} == {"alex-sample", "morgan-sample"}
        assert entries.get(slug="cat-cow").harder_page.slug == "bird-dog"
        assert all(entry.easier and entry.harder and entry.stop_if for entry in entries)

    def test_the_main_article_goes_through_its_video(self) -> None:
        video = SiteMedia.objects.get()
        clips = json.loads((FOLDER / "video" / "runners-back.json").read_text())
        by_name = {page.title: clips["clips"].get(page.slug) for page in ExercisePage.objects.all()}
        found = {one.name: [one.clip.start, one.clip.end] for one in self.main.content.exercises}
        assert len(found) == 6
        assert found == {name: by_name[name] for name in found}
        assert all(0 <= start < end <= video.duration for start, end in found.values())
        assert video.duration == clips["duration"]
        assert self.main.video_seconds == clips["duration"]

    def test_the_video_comes_in_two_formats_with_captions(self) -> None:
        video = SiteMedia.objects.get()
        assert [source["type"] for source in video.sources] == ["video/mp4", "video/webm"]
        assert (video.width, video.height) != (None, None)
        assert Path(video.captions.path).read_text(encoding="utf-8").startswith("WEBVTT")
        assert all(Path(file.path).stat().st_size < 2_000_000 for file in (video.file, video.alternative))

    def test_the_main_article_has_all_that_readers_were_promised(self) -> None:
        blocks = [block.block_type for block in self.main.body]
        assert blocks[:2] == ["paragraph", "video"]
        assert blocks.count("quote") == 2
        assert {"exercise_list", "safety_note", "references"} <= set(blocks)
        assert all(one.easier and one.harder and one.drawings for one in self.main.content.exercises)
        assert self.main.reviewed_by.slug == "jo-example"
        assert self.main.reviewed_on is not None
        assert [link.person.slug for link in self.main.authors.all()] == ["alex-sample"]

    def test_every_kind_of_block_is_shown_somewhere(self) -> None:
        used = {block.block_type for article in ArticlePage.objects.all() for block in article.body}
        assert used == set(self.main.body.stream_block.child_blocks)

    def test_the_main_article_shows_sample_paid_links_in_all_four_ways(self) -> None:
        soup = BeautifulSoup(self.client.get(self.main.url).content, "html.parser")
        for place in (".needs", ".callout", "aside.product", ".faq, .questions, details"):
            (anchor, *_) = soup.select_one("main").select(f":is({place}) a[rel~=sponsored]")
            assert "paid link" in anchor.get_text(), place
        assert "invented" in soup.select_one(".disclosure").get_text()
        assert all(".example/" in link.destination for link in AffiliateLink.objects.all())
        assert "ample" in soup.select_one("aside.product").get_text()

    def test_the_loop_bands_are_used_by_all_that_need_them(self) -> None:
        titles = {use.user.title for use in uses_of(AffiliateLink.objects.get(slug="sample-loop-bands"))}
        assert {self.main.title, "Band side step"} <= titles
        assert "How we earn money" not in titles

    def test_articles_keep_the_library_text_and_pages_have_a_history(self) -> None:
        exercises = self.main.body.blocks_by_name("exercise_list")[0].value["exercises"]
        kept = {value["library"].slug: value["kept"]["name"] for value in exercises if value["library"]}
        assert kept["bird-dog"] == "Bird dog"
        assert len(kept) == 6
        owner = get_user_model().objects.get(username="owner")
        pages = Page.objects.filter(depth__gt=1)
        assert Revision.page_revisions.filter(user=owner).count() == pages.count()
        assert not pages.filter(has_unpublished_changes=True).exists()
        assert ReferenceIndex.get_references_to(SiteMedia.objects.get()).count() == 1

    def test_every_page_says_that_it_is_a_sample(self) -> None:
        for address in ("/", self.main.url, "/exercises/bird-dog/", "/about/"):
            foot = BeautifulSoup(self.client.get(address).content, "html.parser").find_all("footer")[-1]
            assert "sample site" in foot.get_text()

    def test_authors_topics_and_drawings_keep_their_order(self) -> None:
        article = ArticlePage.objects.get(slug="your-first-strength-routine")
        authors = [(link.person.slug, link.sort_order) for link in article.authors.all()]
        assert authors == [("alex-sample", 0), ("morgan-sample", 1)]
        assert self.main.main_topic.slug == "back-and-hips"
        orders = ExercisePage.objects.get(slug="bird-dog").images.values_list("pose", "sort_order")
        assert list(orders) == [("start", 0), ("end", 1)]

    def test_menus_lead_to_pages(self) -> None:
        settings = SiteSettings.objects.get()
        hrefs = [link.href for link in settings.navigation.all()]
        assert hrefs[:3] == ["/articles/", "/exercises/", "/about/"]
        assert [link.sort_order for link in settings.navigation.all()] == list(range(11))
        assert all(hrefs)
        assert settings.disclaimer.latest_revision is not None
        assert "/how-we-review/" in self.client.get("/").content.decode()

    def test_no_text_advertises_anything(self) -> None:
        pages = [*ArticlePage.objects.all(), *ExercisePage.objects.all(), *PersonPage.objects.all()]
        texts = {page.slug: json.dumps(page.serializable_data(), default=str) for page in pages}
        assert {
            slug: ADVERTISES.findall(text) for slug, text in texts.items() if ADVERTISES.search(text)
        } == {}
        assert ADVERTISES.search('{"address": "https://youtu.be/abc"}')

    def test_a_second_run_changes_nothing(self) -> None:
        before = self._everything()
        outcome = load()
        assert outcome.counts == {}
        assert "before" in outcome.note
        assert self._everything() == before

    def test_what_an_editor_changed_or_deleted_stays_so(self) -> None:
        self.main.title, self.main.slug = "Five exercises", "five-exercises"
        factories.publish(self.main)
        Page.objects.get(slug="jo-example").delete()
        get_user_model().objects.get(username="moderator").delete()
        SiteSettings.objects.update(name="Our clinic")
        load(if_empty=True)
        assert ArticlePage.objects.get(pk=self.main.pk).title == "Five exercises"
        assert not Page.objects.filter(slug__in=["jo-example", MAIN]).exists()
        assert not get_user_model().objects.filter(username="moderator").exists()
        assert SiteSettings.objects.get().name == "Our clinic"

    def test_staff_sign_in_with_the_one_password_and_the_rights_of_their_group(self) -> None:
        for name, group in {"owner": None, "editor": "Editors", "moderator": "Comment moderators"}.items():
            assert self.client.login(username=name, password="a-known-password")
            assert self.client.get("/admin/").status_code == 200
            user = get_user_model().objects.get(username=name)
            assert [one.name for one in user.groups.all()] == ([group] if group else [])
            assert user.is_superuser is (group is None)

    def _everything(self) -> dict[str, object]:
        return {
            "pages": list(
                Page.objects.order_by("pk").values_list("pk", "title", "latest_revision_created_at")
            ),
            "pictures": list(SiteImage.objects.values_list("pk", "file")),
            "files": sorted(str(path) for path in Path(SiteImage.objects.first().file.path).parent.iterdir()),
            "users": list(get_user_model().objects.values_list("username", "password")),
            "menus": list(SiteSettings.objects.get().navigation.values_list("label", "page")),
            "sites": list(Site.objects.values_list("hostname", "port")),
        }


class WhereItIsNotWelcome(TestCase):
    """Nothing is loaded, and the reason is said."""

    def setUp(self) -> None:
        """A site as it is after migrate."""
        factories.home()

    def test_production_refuses(self) -> None:
        needed = {"SECRET_KEY": "x" * 50, "ALLOWED_HOSTS": "example.org", "SITE_URL": "https://example.org"}
        with mock.patch.dict(os.environ, needed):
            production = import_module("config.settings.production")
        with (
            override_settings(ALLOW_DEMO_CONTENT=production.ALLOW_DEMO_CONTENT),
            self.assertRaisesMessage(CommandError, "known password"),
        ):
            call_command("load_demo", "--if-empty")
        assert not factories.home().get_children().exists()
        assert not get_user_model().objects.exists()

    def test_a_site_with_pages_of_its_own_is_left_alone(self) -> None:
        factories.standard_page("Ours")
        with self.assertRaisesMessage(CommandError, "pages of its own"):
            call_command("load_demo")
        assert "pages of its own" in load(if_empty=True).note
        assert [page.title for page in factories.home().get_children()] == ["Ours"]

    @override_settings(DEMO_PASSWORD="a-known-password")
    def test_a_loading_that_fails_leaves_neither_pages_nor_accounts_nor_files(self) -> None:
        stored = Path(factories.image().file.path).parent
        before = sorted(stored.iterdir())
        with (
            mock.patch("demo.load.Library", side_effect=OSError("disk full")),
            self.assertRaisesMessage(OSError, "disk full"),
        ):
            load()
        assert not factories.home().get_children().exists()
        assert not get_user_model().objects.exists()
        assert sorted(stored.iterdir()) == before
