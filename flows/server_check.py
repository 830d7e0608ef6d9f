"""Whether a Prefect server can be used: its address, the login, its clock, its version. Asked over HTTP."""

from __future__ import annotations

import os
import time
from collections.abc import Callable
from email.utils import parsedate_to_datetime
from importlib.metadata import version
from urllib.parse import urlsplit

import httpx

from flows.diagnosis import Check
from flows.prefect_server import ServerError

PATIENCE = 10.0  # seconds for an answer
MOST_APART = 5.0  # seconds between two clocks: leases and schedules are counted in tens of seconds
LOOPBACK = ("127.0.0.1", "localhost", "::1")
NEEDED = ("server", "login")  # without these nothing can be run


def server_client() -> httpx.Client:
    """A client with the login of the environment."""
    login = os.environ.get("PREFECT_API_AUTH_STRING", "")
    name, _, password = login.partition(":")
    return httpx.Client(timeout=PATIENCE, auth=(name, password) if login else None)


def preflight(tell: Callable[[str], object]) -> None:
    """Look at the server of PREFECT_API_URL, if that is set, before a run; `tell` is given what is doubtful.

    ServerError if there is none, or it refuses the login.
    """
    address = os.environ.get("PREFECT_API_URL", "").rstrip("/")
    if not address:
        return
    with server_client() as client:
        troubles = [check for check in examine_server(client, address) if not check.well]
    for check in troubles:
        words = f"{check.subject}: {check.finding}. {check.remedy}"
        if check.subject in NEEDED:
            raise ServerError(words)
        tell(words)


def examine_server(client: httpx.Client, address: str) -> list[Check]:
    """Every check that can be made: what hangs on one that failed is left out."""
    try:
        began, answer = time.time(), client.get(f"{address}/health", auth=None)
        heard = (began + time.time()) / 2
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        remedy = "Is it up (`docker compose ps`)? Is PREFECT_API_URL its address, and is no proxy or firewall between?"
        return [Check("server", False, f"no answer at {address}: {error or type(error).__name__}", remedy)]
    if answer.status_code != httpx.codes.OK or answer.text.strip() != "true":
        remedy = "PREFECT_API_URL must be the address of Prefect's API: it ends in /api."
        return [Check("server", False, f"{address}/health answers {answer.status_code}, as no Prefect does", remedy)]
    return [Check("server", True, f"answers at {address}"), _clock(answer, heard), *_login(client, address)]


def _clock(answer: httpx.Response, heard: float) -> Check:
    """This machine's clock beside the server's Date, which has whole seconds."""
    try:
        told = parsedate_to_datetime(answer.headers["Date"]).timestamp()
    except (KeyError, ValueError):
        return Check("clock", False, "the server tells no time", "A proxy removes the Date header: ask past it.")
    apart = heard - told - 0.5
    well = abs(apart) <= MOST_APART
    finding = f"{abs(apart):.0f} s {'ahead of' if apart > 0 else 'behind'} the server's"
    remedy = "Set both clocks by NTP (`timedatectl`): runs are scheduled, and leases end, by them."
    return Check("clock", well, "agrees with the server's" if well else finding, "" if well else remedy)


def _login(client: httpx.Client, address: str) -> list[Check]:
    answer = client.get(f"{address}/admin/version")
    if answer.status_code in (httpx.codes.UNAUTHORIZED, httpx.codes.FORBIDDEN):
        given = "PREFECT_API_AUTH_STRING is refused" if client.auth else "PREFECT_API_AUTH_STRING is not set"
        return [
            Check("login", False, given, "It is user:password, as in secrets/api_auth of the machine of the server.")
        ]
    if answer.status_code != httpx.codes.OK:
        return [Check("login", False, f"the API answers {answer.status_code}", "Look at the server's log.")]
    return [Check("login", True, "accepted"), *_access(client, address), _versions(str(answer.json()))]


def _access(client: httpx.Client, address: str) -> list[Check]:
    """Who else gets in. A server on the loopback is the user's own."""
    if urlsplit(address).hostname in LOOPBACK:
        return []
    if client.get(f"{address}/admin/version", auth=None).status_code != httpx.codes.OK:
        return [Check("access", True, "by login alone")]
    remedy = "Set PREFECT_SERVER_API_AUTH_STRING at the server: whoever reaches it can run code on the workers."
    return [Check("access", False, "the server lets in anybody", remedy)]


def _versions(server: str) -> Check:
    """A client that is newer sends what an older server does not know; Prefect asks for the same on both sides."""
    own = version("prefect")
    if own == server:
        return Check("versions", True, f"Prefect {own} on both sides")
    remedy = "Install the same version on both sides: the one that requirements.lock names."
    return Check("versions", False, f"Prefect {own} here, {server} on the server", remedy)
