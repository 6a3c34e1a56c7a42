"""Settings that every test runs under, and the small office that most of them work on."""

import os

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
os.environ["JETDESK_LIGHT_KEYS"] = "1"

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

import jetdesk.ui.immortals  # noqa: F401  (before anything of Qt paints)
from jetdesk.desk.desk import Desk
from jetdesk.i18n import choose_language
from jetdesk.services import desks
from tests import small_office

settings.register_profile("house", deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
settings.load_profile("house")


@pytest.fixture(autouse=True)
def _own_surroundings(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """No test sees this laptop's desks or settings, or another test's language."""
    monkeypatch.setenv("JETDESK_HOME", str(tmp_path_factory.mktemp("home")))
    for name in ("JETDESK_DESK", "JETDESK_PASSPHRASE", "JETDESK_CODE"):
        monkeypatch.delenv(name, raising=False)
    choose_language("en")
    yield
    choose_language("en")


@pytest.fixture(scope="session")
def office_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A founded and set-up office with applicants, to be copied."""
    folder = tmp_path_factory.mktemp("template") / "desk"
    small_office.build(folder)
    return folder


@pytest.fixture
def office_folder(office_template: Path, tmp_path: Path) -> Path:
    """A copy of the small office, closed; its passphrase is `small_office.PASSPHRASE`."""
    folder = tmp_path / "desk"
    shutil.copytree(office_template, folder)
    return folder


@pytest.fixture
def desk(office_folder: Path) -> Iterator[Desk]:
    """The small office, open."""
    with desks.open_desk(office_folder, small_office.PASSPHRASE) as opened:
        yield opened
