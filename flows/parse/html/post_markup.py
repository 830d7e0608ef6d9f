"""Social-media posts by their markup: the platforms' own embed code, frames and AMP elements."""

from __future__ import annotations

import re
from urllib.parse import parse_qs, unquote, urlsplit

from selectolax.lexbor import LexborNode

from flows.parse.fields.blocks import clean
from flows.parse.fields.embeds import embeds
from flows.parse.fields.posts import post_url
from flows.parse.model import Block, Embed

LONGEST_POST = 3000  # characters: an element with more has the name of a post and is none
_PLATFORMS = {
    "twitter.com": "x", "x.com": "x", "t.co": "x", "facebook.com": "facebook", "fb.watch": "facebook",
    "instagram.com": "instagram", "youtube.com": "youtube", "youtube-nocookie.com": "youtube", "youtu.be": "youtube",
    "tiktok.com": "tiktok", "reddit.com": "reddit", "redditmedia.com": "reddit", "truthsocial.com": "truth_social",
    "bsky.app": "other", "threads.net": "other", "threads.com": "other", "mastodon.social": "other",
    "vimeo.com": "other", "dailymotion.com": "other", "linkedin.com": "other", "t.me": "other", "vk.com": "other",
}  # fmt: skip
_NO_POST = (
    "/plugins/like",
    "/plugins/page",
    "/plugins/share",
    "/plugins/follow",
    "/widgets/follow",
    "/intent/",
    "/sharer",
)
_PERMALINK = re.compile(
    r"/status(?:es)?/\d|/posts?/|/p/[\w-]|/reel/|/video/\d|/videos/|/comments/|/watch\?|/@[\w.]{1,40}/\d|/permalink"
)
_TWEET_ID = re.compile(r"[?&]id=(\d{5,25})\b")
_YOUTUBE_ID = re.compile(r"/(?:embed|shorts|v)/([\w-]{6,20})")
_AMP = {
    "amp-twitter": ("data-tweetid", "https://twitter.com/i/status/"),
    "amp-youtube": ("data-videoid", "https://www.youtube.com/watch?v="),
    "amp-instagram": ("data-shortcode", "https://www.instagram.com/p/"),
    "amp-facebook": ("data-href", ""), "amp-reddit": ("data-src", ""), "amp-tiktok": ("data-src", ""),
}  # fmt: skip
_SOURCES = ("src", "data-src", "data-lazy-src", "data-original", "data-url", "data-litespeed-src")
_ADDRESSES = ("cite", "data-instgrm-permalink", "data-href", "data-url", "data-bluesky-uri", "data-tweet-url")


def is_post_element(node: LexborNode, tag: str) -> bool:
    """Whether an element with a post's class name is one: a quotation, or little text with a link to a platform."""
    if len(node.text()) > LONGEST_POST:
        return False
    return tag == "blockquote" or _permalink(node) is not None


def post(node: LexborNode, tag: str) -> tuple[Block, Embed] | None:
    """The block and the row of a post; None if `node` is a frame that shows none."""
    if tag == "iframe" or tag.startswith("amp-"):
        url = _amp_address(node, tag) if tag.startswith("amp-") else _frame_address(node)
        platform = None if url is None else platform_of(url)
        if url is None or platform is None:
            return None
        return Block("embed", url, None, None, tag), Embed(platform, None, _handle(url), None, None, url, None, None)
    text = clean("\n".join(_lines(node)))
    url = _permalink(node)
    block = Block("embed", text or url or "", None, None, "post_markup")
    if not block.text:
        return None
    row = embeds([block])[0]
    if url is None:
        return block, row
    platform = platform_of(url) or row.platform
    return block, row._replace(platform=platform, url=url, author_handle=row.author_handle or _handle(url))


def _lines(node: LexborNode) -> list[str]:
    """The text of a post: a line for each paragraph in it, and for what stands between them."""
    lines: list[str] = [""]
    for child in node.iter(include_text=True):
        text = " ".join(child.text(separator=" ").split())
        if child.tag in ("p", "div", "section", "blockquote"):
            lines += [text, ""]
        elif text:
            lines[-1] = f"{lines[-1]} {text}".strip()
    return [line for line in lines if line]


def linked_post(text: str) -> tuple[Block, Embed] | None:
    """A paragraph that is nothing but a post's address: left by content systems where the post is to appear."""
    found = post_url(text) if text.startswith("http") and " " not in text else None
    if found is None:
        return None
    return Block("embed", text, None, None, "address"), Embed(found[0], None, found[1], None, None, text, None, None)


def platform_of(url: str) -> str | None:
    """The platform whose host `url` has."""
    try:
        host = (urlsplit(url).hostname or "").removeprefix("www.")
    except ValueError:  # no address at all: [::
        return None
    while host:
        if host in _PLATFORMS:
            return _PLATFORMS[host]
        host = host.partition(".")[2]
    return None


def _permalink(node: LexborNode) -> str | None:
    """The post's own address: the last link to one, or what the embed code states."""
    attributes = node.attributes
    for name in _ADDRESSES:
        stated = attributes.get(name)
        if stated and stated.startswith("http") and platform_of(stated):
            return _bare(stated)
    found = None
    for link in node.css("a[href]"):
        url = link.attributes.get("href") or ""
        if _PERMALINK.search(url) and platform_of(url):
            found = url
    return None if found is None else _bare(found)


def _frame_address(node: LexborNode) -> str | None:
    attributes = node.attributes
    source = next((value for name in _SOURCES if (value := attributes.get(name)) and "//" in value), None)
    if source is None or any(part in source for part in _NO_POST):
        return None
    if source.startswith("//"):
        source = f"https:{source}"
    platform = platform_of(source)
    if platform is None:
        return None
    if platform == "youtube":
        video = _YOUTUBE_ID.search(source)
        return f"https://www.youtube.com/watch?v={video[1]}" if video and video[1] != "videoseries" else None
    if platform == "x":
        tweet = _TWEET_ID.search(source)
        return f"https://twitter.com/i/status/{tweet[1]}" if tweet else None
    if platform == "facebook":
        return next((unquote(href) for href in parse_qs(urlsplit(source).query).get("href", ())), None)
    if platform == "instagram":
        return _bare(source).partition("embed")[0]
    return _bare(source)


def _amp_address(node: LexborNode, tag: str) -> str | None:
    name, prefix = _AMP[tag]
    value = node.attributes.get(name)
    return f"{prefix}{value}" if value else None


def _handle(url: str) -> str | None:
    found = post_url(url)
    return found[1] if found and found[1] != "i" else None


def _bare(url: str) -> str:
    """The address without what says where it was embedded."""
    return url if "/watch?" in url else url.partition("?")[0]
