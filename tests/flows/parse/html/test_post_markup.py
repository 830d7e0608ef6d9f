from __future__ import annotations

import pytest

from flows.parse.html.page import open_page
from flows.parse.html.post_markup import linked_post, platform_of, post


@pytest.mark.parametrize(
    ("markup", "platform", "url"),
    [
        ('<iframe src="https://www.youtube.com/embed/abc_DEF-123?rel=0">', "youtube",
         "https://www.youtube.com/watch?v=abc_DEF-123"),
        ('<iframe data-src="//www.youtube-nocookie.com/embed/abc_DEF-123">', "youtube",
         "https://www.youtube.com/watch?v=abc_DEF-123"),
        ('<iframe src="https://platform.twitter.com/embed/Tweet.html?frame=false&amp;id=1234567890">', "x",
         "https://twitter.com/i/status/1234567890"),
        ('<iframe src="https://www.facebook.com/plugins/post.php?href=https%3A%2F%2Fwww.facebook.com%2Fpier%2Fposts%2F12">',
         "facebook", "https://www.facebook.com/pier/posts/12"),
        ('<iframe src="https://www.instagram.com/p/Cabc123/embed/captioned/">', "instagram",
         "https://www.instagram.com/p/Cabc123/"),
        ('<amp-twitter data-tweetid="1234567890"></amp-twitter>', "x", "https://twitter.com/i/status/1234567890"),
        ('<amp-youtube data-videoid="abc_DEF-123"></amp-youtube>', "youtube",
         "https://www.youtube.com/watch?v=abc_DEF-123"),
    ],
)  # fmt: skip
def test_frames_of_platforms(markup: str, platform: str, url: str) -> None:
    node = open_page(markup).tree.css_first("iframe, amp-twitter, amp-youtube")
    assert node is not None
    found = post(node, node.tag or "")
    assert found is not None
    assert (found[1].platform, found[1].url) == (platform, url)


@pytest.mark.parametrize(
    "source",
    ["https://ads.example.com/frame", "https://www.facebook.com/plugins/like.php?href=x", "about:blank", "[::", ""],
)
def test_other_frames_are_no_posts(source: str) -> None:
    node = open_page(f'<iframe src="{source}">').tree.css_first("iframe")
    assert node is not None
    assert post(node, "iframe") is None


def test_an_instagram_post() -> None:
    node = open_page(
        '<blockquote class="instagram-media" data-instgrm-permalink="https://www.instagram.com/p/Cabc/?utm=x">'
        "<p>The new pier</p><p>A post shared by Marit Lund (@maritlund) on Mar 3, 2021 at 5:00am PST</p></blockquote>"
    ).tree.css_first("blockquote")
    assert node is not None
    found = post(node, "blockquote")
    assert found is not None
    assert (found[1].platform, found[1].url) == ("instagram", "https://www.instagram.com/p/Cabc/")


def test_an_address_alone_is_a_post() -> None:
    found = linked_post("https://twitter.com/maritlund/status/123456789012")
    assert found is not None
    assert (found[0].kind, found[1].platform, found[1].author_handle) == ("embed", "x", "maritlund")
    assert linked_post("https://example.com/pier") is None
    assert linked_post("The pier") is None


def test_platforms_are_known_by_host() -> None:
    assert platform_of("https://m.facebook.com/x") == "facebook"
    assert platform_of("https://notfacebook.com/x") is None
