"""Fetching pictures that somebody looks at, one after the other on one connection."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from sync.client import HubClient
from sync.question import ask


def fetch_pictures(hub: HubClient, seconds: float, wanted: Sequence[str], keep: Callable[[str, bytes], bool]) -> None:
    """Those that the hub has are kept as they come; Refused as `ask` says, with those before it kept."""
    for sha256 in wanted:
        keep(sha256, ask(hub, seconds, lambda own, asked=sha256: own.picture(asked)))  # type: ignore[misc]
