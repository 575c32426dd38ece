"""What is shipped for running it: parsed and held against the product, since no container engine runs here."""

import configparser
import re
import shlex
import subprocess
from pathlib import Path
from shutil import which
from typing import Any

import pytest
import yaml
from pydantic import BaseModel

from assistant.settings import Settings, load_settings
from tests.load.growth import write_configuration
from tests.load.product import ROOT

UNITS = ROOT / "docs" / "betrieb"


def name_settings(model: type[BaseModel] = Settings, prefix: str = "LOTSENWISSEN_") -> set[str]:
    names = set()
    for name, field in model.model_fields.items():
        names.add(f"{prefix}{name.upper()}")
        if isinstance(field.annotation, type) and issubclass(field.annotation, BaseModel):
            names |= name_settings(field.annotation, f"{prefix}{name.upper()}__")
    return names


def read_dockerfile() -> list[tuple[str, str]]:
    text = re.sub(r"\\\n", " ", (ROOT / "Dockerfile").read_text("utf-8"))
    lines = [line.strip() for line in text.splitlines() if line.strip() and not line.startswith("#")]
    return [(line.split(None, 1)[0], line.split(None, 1)[1]) for line in lines]


def read_compose() -> dict[str, Any]:
    return dict(yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8")))


def read_unit(name: str) -> configparser.RawConfigParser:
    unit = configparser.RawConfigParser(strict=False)
    unit.optionxform = str  # type: ignore[assignment, method-assign]
    unit.read(UNITS / name, "utf-8")
    return unit


@pytest.mark.parametrize("name", ["Dockerfile", "compose.yaml", "docs/betrieb.md", "docs/betrieb/lotsenwissen.service"])
def test_every_setting_named_for_operation_exists(name: str) -> None:
    named = set(re.findall(r"LOTSENWISSEN_[A-Z_]+[A-Z]", (ROOT / name).read_text("utf-8")))
    assert named
    assert named <= name_settings()


def test_the_image_has_two_stages_and_ends_as_somebody_who_is_not_root() -> None:
    steps = read_dockerfile()
    assert sum(word == "FROM" for word, _ in steps) == 2
    assert [rest for word, rest in steps if word == "USER"] == ["lotsen"]
    assert steps.index(("USER", "lotsen")) > max(n for n, (word, _) in enumerate(steps) if word == "RUN")
    assert any(word == "HEALTHCHECK" and "/ready" in rest for word, rest in steps)
    assert all(":" in rest and "latest" not in rest for word, rest in steps if word == "FROM")


def test_threat_21_the_image_installs_only_files_whose_digest_is_known() -> None:
    (install,) = [rest for word, rest in read_dockerfile() if "pip install" in rest]
    assert {"--require-hashes", "--no-deps", "--only-binary"} <= set(install.split())


def test_what_the_image_copies_is_there_and_not_ignored() -> None:
    allowed = {line[1:] for line in (ROOT / ".dockerignore").read_text("utf-8").splitlines() if line.startswith("!")}
    for word, rest in read_dockerfile():
        if word == "COPY" and "--from" not in rest:
            for source in [part for part in shlex.split(rest)[:-1] if not part.startswith("--")]:
                assert (ROOT / source).exists()
                assert source in allowed


def test_the_image_starts_from_its_copied_files_alone(tmp_path: Path) -> None:
    """The steps of the second stage on this machine: only what is copied, nothing beside it writable but the data."""
    for word, rest in read_dockerfile():
        if word == "COPY" and "--from" not in rest and "/programm" in rest:
            for source in shlex.split(rest)[:-1]:
                subprocess.run(["cp", "-r", str(ROOT / source), str(tmp_path)], check=True)
    subprocess.run(["chmod", "-R", "a-w", str(tmp_path)], check=True)
    environment = {"PYTHONPATH": str(tmp_path), "PYTHONDONTWRITEBYTECODE": "1", "PATH": "/usr/bin:/bin"}
    command = [str(ROOT / ".venv" / "bin" / "python"), "-P", "-m", "assistant", "--version"]
    interpreter = which("python", path=str(ROOT / ".venv" / "bin"))
    if interpreter is None:
        import sys

        command[0] = sys.executable
    done = subprocess.run(command, cwd=tmp_path, env=environment, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout.split()[0]) == (0, "lotsenwissen"), done.stderr


@pytest.mark.parametrize("service", ["fenster", "datenbank", "ollama", "modelle-laden"])
def test_every_container_is_read_only_and_without_privileges(service: str) -> None:
    described = read_compose()["services"][service]
    assert described["read_only"] is True
    assert described["cap_drop"] == ["ALL"]
    assert described["security_opt"] == ["no-new-privileges:true"]
    assert "privileged" not in described
    assert not [volume for volume in described["volumes"] if "docker.sock" in volume or volume.startswith("/")]


def test_threat_09_only_the_window_is_reachable_and_only_from_this_machine() -> None:
    compose = read_compose()
    ports = {name: service["ports"] for name, service in compose["services"].items() if "ports" in service}
    assert ports == {"fenster": ["127.0.0.1:8000:8000"]}
    assert compose["networks"]["innen"]["internal"] is True
    assert compose["services"]["ollama"]["networks"] == compose["services"]["datenbank"]["networks"] == ["innen"]


def test_threat_21_ollama_is_not_older_than_the_version_without_known_holes() -> None:
    images = {service.get("image", "") for service in read_compose()["services"].values()}
    (ollama,) = {image for image in images if image.startswith("ollama/")}
    assert tuple(int(part) for part in ollama.split(":")[1].split(".")) >= (0, 35, 0)
    assert not [image for image in images if image.endswith("latest") or ":" not in image]


def test_no_secret_stands_in_a_shipped_file() -> None:
    text = (ROOT / "compose.yaml").read_text("utf-8")
    assert re.findall(r"PASSWORD: (?!\$\{)", text) == []
    assert re.findall(r"(?i)(?:password|secret|token)=\S+", (UNITS / "lotsenwissen.service").read_text("utf-8")) == []


def test_the_unit_may_write_nowhere_but_its_own_folder_and_talk_to_nobody_but_this_machine() -> None:
    service = read_unit("lotsenwissen.service")["Service"]
    assert (service["User"], service["ProtectSystem"], service["NoNewPrivileges"]) == ("lotsen", "strict", "true")
    assert (service["IPAddressDeny"], service["IPAddressAllow"]) == ("any", "localhost")
    assert (service["CapabilityBoundingSet"], service["StateDirectory"]) == ("", "lotsenwissen")
    assert service["KillSignal"] == "SIGTERM"
    assert int(service["TimeoutStopSec"]) > 10, "longer than the window needs to finish"


@pytest.mark.parametrize("name", ["lotsenwissen.service", "lotsenwissen-sicherung.service"])
def test_units_call_commands_that_exist(name: str) -> None:
    from assistant.__main__ import _COMMANDS

    called = re.findall(r"lotsenwissen (\w+)", read_unit(name)["Service"]["ExecStart"])
    assert called
    assert set(called) <= set(_COMMANDS)


def test_systemd_itself_finds_no_fault() -> None:
    if which("systemd-analyze") is None:
        pytest.skip("systemd-analyze ist hier nicht installiert; die Einheiten sind nur gelesen, nicht geprüft")
    done = subprocess.run(
        ["systemd-analyze", "verify", str(UNITS / "lotsenwissen-sicherung.timer")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert "Unknown" not in done.stderr


def test_nginx_itself_reads_the_shipped_configuration(tmp_path: Path) -> None:
    if which("nginx") is None:
        pytest.skip("nginx ist nicht installiert (Debian: nginx-light); diese Prüfung läuft nur damit")
    text = write_configuration((UNITS / "nginx.conf").read_text("utf-8"), [9001, 9002], 9000, tmp_path)
    assert "127.0.0.1:9002" in text
    (tmp_path / "nginx.conf").write_text(text)
    done = subprocess.run(
        ["nginx", "-t", "-p", str(tmp_path), "-c", str(tmp_path / "nginx.conf")],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr


def test_threat_09_the_defaults_bind_and_reach_only_this_machine() -> None:
    settings = load_settings()
    assert settings.host == "127.0.0.1"
    assert settings.chroma_url is None
    assert settings.models.allow_public_host is False
