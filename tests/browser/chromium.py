"""Debian's Chromium, driven by Playwright: pages that are watched while they are open."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Dialog, Page, Request, Route, sync_playwright

from tests.absent import absent

DEBIANS = "/usr/bin/chromium"
ARGUMENTS = (
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--disable-background-networking",
    "--disable-component-update", "--disable-sync",
)  # fmt: skip


def executable() -> str:
    """Where Chromium is."""
    found = shutil.which("chromium") or (DEBIANS if Path(DEBIANS).exists() else None)
    if found:
        return found
    absent("no Chromium on this machine (Debian: apt-get install chromium)")


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium. While it is open its thread runs an event loop, so nothing else in it may start one."""
    path = executable()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=path, args=list(ARGUMENTS))
        try:
            yield browser
        finally:
            browser.close()


class Tab:
    """A page, and what it did: the dialogs it opened, what it asked for, what the console says.

    Nothing but the document that is opened is answered, so that no page can reach anything.
    """

    def __init__(self, browser: Browser, site: str = "", **options: Any) -> None:
        """`site`: what begins with this address is answered, too. `options` are those of a browser context: viewport,
        color_scheme, java_script_enabled, …"""
        self._site = site
        self._context = browser.new_context(reduced_motion="reduce", locale="en-GB", timezone_id="UTC", **options)
        self.page: Page = self._context.new_page()
        self.dialogs: list[str] = []
        self.requests: list[str] = []
        self.console: list[str] = []
        self._asked = ""
        self.page.on("dialog", self._dialog)
        self.page.on("console", lambda message: self.console.append(f"{message.type}: {message.text}"))
        self.page.on("pageerror", lambda error: self.console.append(f"error: {error}"))
        self._context.on("page", lambda page: self.requests.append(f"new window: {page.url}"))
        self._context.route("**/*", self._answer)

    def open(self, target: Path | str, *, wait: str = "load") -> Page:
        """Open a file, or an address."""
        self._asked = target.as_uri() if isinstance(target, Path) else target
        self.page.goto(self._asked, wait_until=wait)  # type: ignore[arg-type]  # one of Playwright's four words
        return self.page

    def close(self) -> None:
        self._context.close()

    @property
    def deeds(self) -> list[str]:
        """All that a page that only shows things does not do."""
        return [f"dialog: {text}" for text in self.dialogs] + self.requests + self.console

    def _dialog(self, dialog: Dialog) -> None:
        self.dialogs.append(dialog.message)
        dialog.dismiss()

    def _answer(self, route: Route, request: Request) -> None:
        asked = request.is_navigation_request() and request.url.split("#")[0] == self._asked.split("#")[0]
        if asked or (self._site and request.url.startswith(self._site)):
            route.continue_()
        else:
            self.requests.append(f"{request.method} {request.url}")
            route.abort()
