import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from articles.video.addresses import VideoAddress, VideoAddressError, parse_video_address

ID = "dQ-w4w9_gXc"
YOUTUBE = VideoAddress("youtube", ID)
VIMEO = VideoAddress("vimeo", "76979871")
PRIVATE = VideoAddress("vimeo", "76979871", hash="8272103f6e")


@pytest.mark.parametrize(
    "pasted",
    [
        f"https://www.youtube.com/watch?v={ID}",
        f"https://youtube.com/watch?v={ID}",
        f"http://m.youtube.com/watch?v={ID}",
        f"https://music.youtube.com/watch?v={ID}&feature=share",
        f"www.youtube.com/watch?v={ID}",
        f"youtube.com/watch?v={ID}",
        f"//www.youtube.com/watch?v={ID}",
        f"HTTPS://WWW.YouTube.com/watch?v={ID}",
        f"  https://www.youtube.com/watch?v={ID}\n",
        f"https://www.youtube.com/watch?feature=shared&v={ID}",
        f"https://www.youtube.com/watch?app=desktop&amp;v={ID}",
        f"https://www.youtube.com/watch?v={ID}&list=PL0123456789&index=3",
        f"https://www.youtube.com/watch/?v={ID}",
        f"https://youtu.be/{ID}",
        f"youtu.be/{ID}?si=AbCdEf",
        f"https://www.youtube.com/shorts/{ID}",
        f"https://youtube.com/shorts/{ID}?feature=share",
        f"https://www.youtube.com/live/{ID}?si=x",
        f"https://www.youtube.com/embed/{ID}",
        f"https://www.youtube.com/v/{ID}/",
        f"https://www.youtube-nocookie.com/embed/{ID}?rel=0",
        f'<iframe width="560" height="315" src="https://www.youtube.com/embed/{ID}?si=x&amp;controls=0" '
        'title="YouTube video player" frameborder="0" allowfullscreen></iframe>',
        f"<IFRAME allowfullscreen SRC='//www.youtube-nocookie.com/embed/{ID}'></IFRAME>",
    ],
)
def test_every_common_youtube_address_leads_to_the_video(pasted):
    assert parse_video_address(pasted) == YOUTUBE


@pytest.mark.parametrize(
    ("pasted", "video"),
    [
        ("https://vimeo.com/76979871", VIMEO),
        ("http://www.vimeo.com/76979871/", VIMEO),
        ("vimeo.com/76979871?share=copy", VIMEO),
        ("https://player.vimeo.com/video/76979871", VIMEO),
        ("https://vimeo.com/channels/staffpicks/76979871", VIMEO),
        ("https://vimeo.com/groups/motion/videos/76979871", VIMEO),
        ("https://vimeo.com/showcase/3253534/video/76979871", VIMEO),
        ("https://vimeo.com/album/3253534/video/76979871", VIMEO),
        ("https://vimeo.com/manage/videos/76979871", VIMEO),
        ("https://vimeo.com/76979871/8272103f6e", PRIVATE),
        ("https://vimeo.com/76979871/8272103f6e?share=copy", PRIVATE),
        ("https://vimeo.com/76979871?h=8272103f6e", PRIVATE),
        ("https://vimeo.com/manage/videos/76979871/8272103f6e", PRIVATE),
        ("https://player.vimeo.com/video/76979871?badge=0&h=8272103f6e", PRIVATE),
        (
            '<div style="padding:56.25% 0 0 0;position:relative;"><iframe '
            'src="https://player.vimeo.com/video/76979871?h=8272103f6e&amp;badge=0" frameborder="0">'
            '</iframe></div><script src="https://player.vimeo.com/api/player.js"></script>',
            PRIVATE,
        ),
    ],
)
def test_every_common_vimeo_address_leads_to_the_video(pasted, video):
    assert parse_video_address(pasted) == video


@pytest.mark.parametrize(
    ("pasted", "seconds"),
    [
        (f"https://youtu.be/{ID}?t=95", 95),
        (f"https://youtu.be/{ID}?si=x&t=95s", 95),
        (f"https://www.youtube.com/watch?t=1m35s&v={ID}", 95),
        (f"https://www.youtube.com/watch?v={ID}&t=1h2m3s", 3723),
        (f"https://www.youtube.com/watch?v={ID}#t=2m", 120),
        (f"https://www.youtube.com/embed/{ID}?start=95", 95),
        (f"https://www.youtube.com/watch?v={ID}&t=soon", 0),
        (f"https://www.youtube.com/watch?v={ID}&t=99h", 0),
        ("https://vimeo.com/76979871#t=95s", 95),
        ("https://vimeo.com/76979871/8272103f6e#t=1m35s", 95),
    ],
)
def test_a_starting_time_in_the_address_is_kept(pasted, seconds):
    assert parse_video_address(pasted).start == seconds


@pytest.mark.parametrize(
    "pasted",
    [
        f"https://youtube.com.evil.example/watch?v={ID}",
        f"https://notyoutube.com/watch?v={ID}",
        f"https://evil.example/youtube.com/watch?v={ID}",
        f"https://youtube.com@evil.example/watch?v={ID}",
        f"https://evil.example@youtube.com/watch?v={ID}",
        f"https://youtube.com:8080/watch?v={ID}",
        f"https://youtube.com./watch?v={ID}",
        f"https://evil.example\\@www.youtube.com/watch?v={ID}",
        f"https://evil.example#@www.youtube.com/watch?v={ID}",
        f"https://you\ntube.com/watch?v={ID}",
        f"https://\uff59outube.com/watch?v={ID}",
        f"ftp://youtube.com/watch?v={ID}",
        f"javascript:alert(1)//youtube.com/watch?v={ID}",
        "javascript:alert(1)",
        "data:text/html,hello",
        "https://vimeo.com.evil.example/76979871",
        "https://notvimeo.com/76979871",
        "https://www.dailymotion.com/video/x7tgad0",
        '<iframe src="https://evil.example/embed/1"></iframe>',
        f'<a href="https://www.youtube.com/watch?v={ID}">watch</a>',
        "https://[",
        "a video about backs",
        ID,
    ],
)
def test_other_sites_and_lookalikes_are_refused(pasted):
    with pytest.raises(VideoAddressError, match=r"youtube\.com/watch"):
        parse_video_address(pasted)


@pytest.mark.parametrize(
    "pasted",
    [
        "https://www.youtube.com/playlist?list=PL0123456789",
        "https://www.youtube.com/watch?list=PL0123456789",
        "https://www.youtube.com/embed/videoseries?list=PL0123456789",
        "https://www.youtube.com/embed/live_stream?channel=UC0123456789",
        "https://www.youtube.com/@somebody",
        "https://www.youtube.com/channel/UC0123456789",
        "https://www.youtube.com/",
        "https://youtu.be/",
        "https://vimeo.com/",
        "https://vimeo.com/channels/staffpicks",
        "https://vimeo.com/showcase/3253534",
        "https://vimeo.com/somebody",
        "https://vimeo.com/event/123456",
    ],
)
def test_a_playlist_or_channel_is_refused_by_saying_so(pasted):
    with pytest.raises(VideoAddressError, match="playlist, a channel"):
        parse_video_address(pasted)


@pytest.mark.parametrize(
    "pasted",
    [
        f"https://www.youtube.com/watch?v={ID[:-1]}",
        f"https://www.youtube.com/watch?v={ID}x",
        f"https://www.youtube.com/watch?v={ID[:-1]}%22",
        "https://youtu.be/\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669\u0660\u0661",
        "https://vimeo.com/0",
        "https://vimeo.com/1234567890123456789",
        "https://vimeo.com/76979871/settings",
        "https://vimeo.com/76979871?h=%22onload%3D",
    ],
)
def test_a_damaged_code_is_refused_by_saying_so(pasted):
    with pytest.raises(VideoAddressError, match="Copy the whole address again"):
        parse_video_address(pasted)


@pytest.mark.parametrize("pasted", ["", "   ", "\n"])
def test_nothing_pasted_asks_for_an_address(pasted):
    with pytest.raises(VideoAddressError, match="Paste the address of a YouTube or Vimeo video"):
        parse_video_address(pasted)


def test_the_addresses_of_a_youtube_video():
    assert YOUTUBE.page_url == f"https://www.youtube.com/watch?v={ID}"
    assert YOUTUBE.page_url_at(95) == f"https://www.youtube.com/watch?v={ID}&t=95s"
    assert YOUTUBE.embed_url == (
        f"https://www.youtube-nocookie.com/embed/{ID}?playsinline=1&enablejsapi=1&rel=0"
    )
    assert YOUTUBE.oembed_url == (
        f"https://www.youtube.com/oembed?format=json&url=https%3A%2F%2Fwww.youtube.com%2Fwatch%3Fv%3D{ID}"
    )


def test_the_addresses_of_a_private_vimeo_video_keep_its_hash():
    assert PRIVATE.page_url == "https://vimeo.com/76979871/8272103f6e"
    assert PRIVATE.page_url_at(95) == "https://vimeo.com/76979871/8272103f6e#t=95s"
    assert PRIVATE.embed_url == "https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1&playsinline=1"
    assert PRIVATE.oembed_url == (
        "https://vimeo.com/api/oembed.json?format=json&url=https%3A%2F%2Fvimeo.com%2F76979871%2F8272103f6e"
    )


youtube_videos = st.builds(VideoAddress, st.just("youtube"), st.from_regex(r"\A[A-Za-z0-9_-]{11}\Z"))
vimeo_videos = st.builds(
    VideoAddress,
    st.just("vimeo"),
    st.integers(min_value=1, max_value=10**12 - 1).map(str),
    hash=st.just("") | st.from_regex(r"\A[0-9a-f]{10}\Z"),
)


@given(youtube_videos | vimeo_videos, st.integers(min_value=0, max_value=24 * 60 * 60))
def test_our_own_addresses_read_back_as_the_same_video(video, seconds):
    later = VideoAddress(video.provider, video.video_id, video.hash, seconds)
    assert parse_video_address(video.page_url) == video
    assert parse_video_address(video.page_url_at(seconds)) == later
    assert parse_video_address(later.embed_url) == later


pieces = st.sampled_from(
    [
        "https://",
        "www.youtube.com",
        "youtu.be",
        "vimeo.com",
        "/",
        "?",
        "#",
        "&",
        "v=",
        "h=",
        "t=",
        ID,
        "76979871",
    ]
    + ["<iframe src=", '"', "'", "[", "]", "@", ":", "%", "%00", "\x00", "\u212a", "list=", "watch", "embed"]
)


@given(st.text() | st.lists(pieces | st.text(max_size=3)).map("".join))
@example("https://www.youtube.com/watch?" + "v&" * 1500)
@example("<iframe " * 490)
def test_any_text_is_a_video_or_a_refusal_with_help(text):
    try:
        answer = parse_video_address(text).page_url
    except VideoAddressError as refusal:
        answer = str(refusal)
    assert "https://www.youtube.com/watch?v=" in answer or "https://vimeo.com/" in answer


@pytest.mark.parametrize(
    "pasted", [f"https://youtu.be/{ID} and more", "not a video", f"Watch: https://youtu.be/{ID}"]
)
def test_more_than_an_address_is_refused_by_saying_so(pasted):
    with pytest.raises(VideoAddressError, match="not one address"):
        parse_video_address(pasted)


@pytest.mark.parametrize(
    "pasted",
    [f"<https://youtu.be/{ID}>", f"https://youtu.be/{ID}.", f"https://gaming.youtube.com/watch?v={ID}"],
)
def test_what_a_mail_or_a_sentence_puts_around_an_address_is_taken_off(pasted):
    assert parse_video_address(pasted).video_id == ID


def test_vimeos_review_page_is_a_video_with_its_code():
    address = parse_video_address("https://vimeo.com/sample/review/76979871/0123456789")
    assert (address.video_id, address.hash) == ("76979871", "0123456789")
