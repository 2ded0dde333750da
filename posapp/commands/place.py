"""Where tills keep their files on this machine."""

from __future__ import annotations

from pathlib import Path


def data_folder(named: str | None, profile: str) -> Path:
    """Where the window keeps its files: the folder named, or the platform's own place for it."""
    if named:
        return Path(named)
    from platformdirs import user_data_path

    return user_data_path("posapp", appauthor=False) / (profile or "till")


def till_folder(named: Path | None) -> Path:
    """The till's folder for the folder that `./run` took, for itself, or, where none is named, in the usual places."""
    tops = (named,) if named else (data_folder(None, ""), data_folder(None, "demo"))
    candidates = [folder for top in tops for folder in (top, top / "till")]
    return next((folder for folder in candidates if (folder / "till.db").is_file()), candidates[0])
