"""docker-compose.yml and Dockerfile: what each service must be held to, and what they name must exist."""

from __future__ import annotations

import re
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).parents[2]
TEXT = (ROOT / "docker-compose.yml").read_text(encoding="utf-8")
DOCKERFILE = (ROOT / "Dockerfile").read_text(encoding="utf-8")
COMPOSE = yaml.safe_load(TEXT)
SERVICES: dict[str, dict[str, Any]] = COMPOSE["services"]
ENDING = {"prefect-migrate", "deploy"}  # do their work and end
PUBLISHED = {"prefect-api": "4200", "report": "4280", "store": "8333"}
# a key of a service that the Compose specification has, among those that are used here
KEYS = set(
    "image build user init read_only cap_drop security_opt restart stop_grace_period stop_signal logging tmpfs command "
    "entrypoint environment secrets volumes ports networks depends_on healthcheck cpus mem_limit pids_limit "
    "scale".split()
)
each = pytest.mark.parametrize("name", SERVICES)


def words(name: str) -> list[str]:
    """A service's command, without what only fills in its secrets."""
    command: list[str] = SERVICES[name]["command"]
    return command[3:] if command[1:3] == ["-m", "flows.deploy.with_secrets"] else command


def test_the_stack_is_complete() -> None:
    assert set(SERVICES) == ENDING | {
        "postgres", "redis", "prefect-api", "prefect-services", "worker", "watch", "report", "store",
        "dask-scheduler", "dask-worker",
    }  # fmt: skip
    assert SERVICES["dask-worker"]["scale"] == 2


@each
def test_it_has_no_rights(name: str) -> None:
    service = SERVICES[name]
    assert set(service) <= KEYS
    user, _, group = service["user"].partition(":")
    assert int(user) > 0
    assert int(group) > 0
    assert service["read_only"] is True
    assert service["cap_drop"] == ["ALL"]
    assert service["security_opt"] == ["no-new-privileges:true"]
    assert not {"privileged", "cap_add", "network_mode", "pid", "ipc", "devices"} & set(service)
    assert "docker.sock" not in str(service)
    for mount in service.get("tmpfs", []):
        assert {"noexec", "nosuid", "nodev"} <= set(mount.partition(":")[2].split(","))
        assert "size=" in mount


@each
def test_it_is_bounded(name: str) -> None:
    service = SERVICES[name]
    assert 0 < service["cpus"] <= 4
    assert re.fullmatch(r"\d+[mg]", service["mem_limit"])
    assert 0 < service["pids_limit"] <= 400
    assert service["logging"]["options"]["max-size"]


@each
def test_its_health_is_asked_after(name: str) -> None:
    check = SERVICES[name]["healthcheck"]
    if name in ENDING:
        assert check == {"disable": True}
        assert SERVICES[name]["restart"].startswith("on-failure:")
        return
    assert check["test"][0] in ("CMD", "CMD-SHELL")
    assert {"interval", "timeout", "retries"} <= set(check)
    assert SERVICES[name]["restart"] == "unless-stopped"


@each
def test_its_image_has_a_version_and_can_be_pinned(name: str) -> None:
    found = re.fullmatch(r"\$\{([A-Z_]+_IMAGE):-([a-z-]+):(\d[\w.-]+)\}", SERVICES[name]["image"])
    assert found, "VARIABLE:-name:version; the variable takes name@sha256:…"
    build = SERVICES[name].get("build")
    assert (build is not None) == found[2].startswith("copydesk")
    if build:
        assert re.fullmatch(r"\$\{PYTHON_IMAGE:-python:\d+\.\d+\.\d+-[\w-]+\}", build["args"]["PYTHON_IMAGE"])
        assert f"AS {build.get('target', 'copydesk')}\n" in DOCKERFILE


@each
def test_what_it_publishes_is_on_the_loopback_alone(name: str) -> None:
    port = PUBLISHED.get(name)
    assert SERVICES[name].get("ports", []) == ([f"127.0.0.1:{port}:{port}"] if port else [])


def test_what_needs_no_way_out_has_none() -> None:
    assert COMPOSE["networks"]["inside"] == {"internal": True}
    for name in ("postgres", "redis", "dask-scheduler", "dask-worker"):
        assert SERVICES[name]["networks"] == ["inside"]


@each
def test_it_waits_for_what_it_needs(name: str) -> None:
    for other, condition in SERVICES[name].get("depends_on", {}).items():
        wanted = "service_completed_successfully" if other in ENDING else "service_healthy"
        assert condition == {"condition": wanted}


@each
def test_its_secrets_are_files_and_all_of_them_are_given(name: str) -> None:
    service = SERVICES[name]
    environment = {key: str(value) for key, value in service.get("environment", {}).items()}
    named = {found for value in environment.values() for found in re.findall(r"\{secret:(\w+)\}", value)}
    named |= set(re.findall(r"/run/secrets/(\w+)", str(service)))
    assert named == set(service.get("secrets", []))
    assert set(service.get("secrets", [])) <= set(COMPOSE["secrets"])
    if any("{secret:" in value for value in environment.values()):
        assert service["command"][:3] == ["python", "-m", "flows.deploy.with_secrets"]
    for key, value in environment.items():
        if re.search("PASSWORD|SECRET|AUTH|KEY", key):
            assert "{secret:" in value or value.startswith("/run/secrets/"), "no default password"


def test_the_server_asks_who_is_there_and_shares_its_work() -> None:
    for name in ("prefect-api", "prefect-services", "prefect-migrate"):
        environment = SERVICES[name]["environment"]
        assert environment["PREFECT_SERVER_API_AUTH_STRING"] == "{secret:api_auth}"
        assert environment["PREFECT_SERVER_DATABASE_CONNECTION_URL"].startswith("postgresql+asyncpg://")
        assert environment["PREFECT_SERVER_DATABASE_MIGRATE_ON_START"] == "false"
        assert environment["PREFECT_SERVER_DOCKET_URL"].startswith("redis://")
        assert (
            environment["PREFECT_MESSAGING_BROKER"]
            == environment["PREFECT_MESSAGING_CACHE"]
            == "prefect_redis.messaging"
        )
        assert environment["PREFECT_SERVER_EVENTS_CAUSAL_ORDERING"] == "prefect_redis.ordering"
        assert environment["PREFECT_SERVER_CONCURRENCY_LEASE_STORAGE"] == "prefect_redis.lease_storage"
        assert environment["PREFECT_SERVER_ANALYTICS_ENABLED"] == "false"
    assert "--no-services" in words("prefect-api")
    assert words("prefect-services") == ["prefect", "server", "services", "start"]


def test_every_setting_of_prefect_is_one() -> None:
    from prefect.settings.legacy import _get_settings_fields
    from prefect.settings.models.root import Settings

    known = set(_get_settings_fields(Settings))
    for service in SERVICES.values():
        for name in service.get("environment", {}):
            if name.startswith("PREFECT_") and not name.startswith("PREFECT_REDIS_"):
                assert name in known, "Prefect ignores what it does not know"


def test_every_module_that_is_named_exists() -> None:
    for module in set(re.findall(r"-m, ([\w.]+)", TEXT)):
        assert find_spec(module), module


def test_every_part_that_the_server_takes_from_prefect_redis_exists() -> None:
    for module in set(re.findall(r"prefect_redis\.\w+", TEXT)):
        assert find_spec(module), module


def test_every_volume_and_network_is_declared() -> None:
    for service in SERVICES.values():
        for volume in service.get("volumes", []):
            source = volume.partition(":")[0]
            assert source in COMPOSE["volumes"] or source.startswith("${"), (
                "a folder of the machine is the user's choice"
            )
        assert set(service["networks"]) <= set(COMPOSE["networks"])
    assert SERVICES["report"]["volumes"] == ["home:/home/copydesk:ro", "mirrors:/mirrors"]
    others = [name for name, service in SERVICES.items() if "mirrors:/mirrors" in service.get("volumes", [])]
    assert others == ["report"], "what it may write to is a copy, and its own"


def test_the_images_run_as_nobody_of_note_and_take_what_the_lock_names() -> None:
    stages = re.findall(r"^FROM (\S+) AS (\S+)$", DOCKERFILE, re.MULTILINE)
    assert {source for source, _ in stages} == {"${PYTHON_IMAGE}"}
    for stage in re.split(r"^FROM ", DOCKERFILE, flags=re.MULTILINE)[1:]:
        if stage.partition("\n")[0].endswith((" copydesk", " store")):
            assert "USER 10001:10001" in stage
    assert re.search(r"^ARG PYTHON_IMAGE=python:\d+\.\d+\.\d+-", DOCKERFILE, re.MULTILINE)
    assert DOCKERFILE.count("--require-hashes") == 2
    assert "--constraint requirements.lock" in DOCKERFILE
    for copied in re.findall(r"^COPY (?!--from)(.+) \S+$", DOCKERFILE, re.MULTILINE):
        for name in copied.split():
            assert (ROOT / name).exists()


def test_nothing_is_built_in_that_was_not_named() -> None:
    ignored = (ROOT / ".dockerignore").read_text(encoding="utf-8").splitlines()
    assert "*" in ignored
    assert not [line for line in ignored if line.startswith("!") and ("secret" in line or "tests" in line)]
