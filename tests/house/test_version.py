"""``manage.py --version``: the version of Parity that ``pyproject.toml`` and the manifest of a release name."""

import subprocess
import sys
import tomllib

from reports.releases.freeze import software_running
from tests.worlds.places import ROOT


def test_manage_says_the_version_of_parity_whatever_the_settings_are() -> None:
    environment = {"PARITY_MODE": "production", "PATH": ""}
    told = subprocess.run(
        [sys.executable, str(ROOT / "manage.py"), "--version"],
        env=environment, capture_output=True, text=True, check=True,
    )  # fmt: skip
    version = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert (told.stdout, told.stderr) == (f"Parity {version}\n", "")
    assert software_running() == f"Parity {version}"
