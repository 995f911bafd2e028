"""Which folder a store is in unless the caller says otherwise."""

from __future__ import annotations

import hashlib
from pathlib import Path

from platformdirs import user_cache_path


def default_store(root: Path, suffix: str = "") -> Path:
    """Return the store of a source folder: one in the user's cache folder."""
    name = hashlib.sha256(str(root).encode()).hexdigest()[:16]
    return user_cache_path("rightsgraph") / "stores" / f"{name}{suffix}"
