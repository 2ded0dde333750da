"""Statements that one test's hub had compiled need not be compiled for the hub of the next.

The library keeps them by engine, and each hub that a test starts has a new one: a third of what its calls cost.
"""

from __future__ import annotations

from typing import Any, Final

from sqlalchemy import Connection, Engine, event


class _ByKind(dict[Any, Any]):
    """Compiled statements by the kind of database instead of by the one that asked first."""

    def get(self, key: Any, default: Any = None) -> Any:
        return super().get((key[0].name, *key[1:]), default)

    def __setitem__(self, key: Any, compiled: Any) -> None:
        super().__setitem__((key[0].name, *key[1:]), compiled)


_COMPILED: Final = _ByKind()


@event.listens_for(Engine, "engine_connect")
def _share(connection: Connection) -> None:
    connection.execution_options(compiled_cache=_COMPILED)
