"""Runs the revisions that a file lacks. Imported only when there are some: alembic takes half a second to import."""

from __future__ import annotations

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.script import ScriptDirectory

from posapp.storage.database import Database


def upgrade(database: Database, to: str = "head") -> None:
    """Bring the file to a revision, all of it or nothing."""
    config = _config()
    with database.writing_engine() as connection:
        config.attributes["connection"] = connection
        command.upgrade(config, to)


def revisions() -> tuple[str, ...]:
    """Every revision there is, oldest first."""
    found = [script.revision for script in ScriptDirectory.from_config(_config()).walk_revisions()]
    return tuple(reversed(found))


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent))
    config.set_main_option("path_separator", "os")
    return config
