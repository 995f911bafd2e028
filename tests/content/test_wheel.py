"""The wheel, installed in an empty environment away from the checkout, builds and queries."""

import os
import subprocess
import sys
import tomllib
import venv
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]


def run(*command, **options):
    done = subprocess.run(command, capture_output=True, text=True, **options)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def installed(tmp_path_factory):
    folder = tmp_path_factory.mktemp("wheel")
    pip = (sys.executable, "-m", "pip", "--quiet", "--disable-pip-version-check")
    run(*pip, "wheel", "--no-deps", "--wheel-dir", str(folder), str(ROOT))
    (wheel,) = folder.glob("*.whl")
    venv.create(folder / "empty", with_pip=True)
    python = folder / "empty" / "bin" / "python"
    constraints = str(ROOT / "constraints.txt")
    run(str(python), "-m", "pip", "--quiet", "install", "--constraint", constraints, str(wheel))
    return folder / "empty" / "bin" / "rightsgraph"


def test_the_wheel_builds_and_queries_elsewhere(installed, tmp_path):
    environment = os.environ | {"XDG_CACHE_HOME": str(tmp_path / "cache")}
    elsewhere = {"cwd": tmp_path, "env": environment}
    version = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["version"]
    assert run(str(installed), "--version", **elsewhere) == f"rightsgraph {version}\n"
    store = str(tmp_path / "store")
    built = run(str(installed), "build", "--skip-validation", "--store", store, **elsewhere)
    assert "statements, digest" in built
    question = ("query", "disagreements-within", "--format", "csv")
    assert ",21,22," in run(str(installed), *question, "--store", store, **elsewhere)
    assert ",21,22," in run(str(installed), *question, **elsewhere)  # builds the bundled graph
