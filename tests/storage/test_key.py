"""The key: in the keyring where there is one, else in a file that only its owner can read, and never replaced."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

import keyring
import keyring.backend
import keyring.errors
import pytest

from posapp.domain.errors import Refused
from posapp.storage.key import till_key
from posapp.storage.till import open_till


class MemoryKeyring(keyring.backend.KeyringBackend):
    """A keyring that lives as long as the test."""

    priority = 1

    def __init__(self) -> None:
        super().__init__()  # type: ignore[no-untyped-call]
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


@pytest.fixture
def memory() -> Iterator[MemoryKeyring]:
    before, ours = keyring.get_keyring(), MemoryKeyring()
    keyring.set_keyring(ours)
    yield ours
    keyring.set_keyring(before)


def test_the_keyring_keeps_the_key_and_the_folder_only_its_name(tmp_path: Path, memory: MemoryKeyring) -> None:
    key, warning = till_key(tmp_path)
    assert (len(key), warning) == (32, None)
    assert list(memory.kept.values()) == [key.hex()]
    assert key.hex() not in (tmp_path / "key").read_text()
    assert till_key(tmp_path) == (key, None)


def test_each_folder_has_a_key_of_its_own(tmp_path: Path, memory: MemoryKeyring) -> None:
    first, second = till_key(tmp_path / "a")[0], till_key(tmp_path / "b")[0]
    assert first != second
    (tmp_path / "a").rename(tmp_path / "moved")
    assert till_key(tmp_path / "moved")[0] == first


def test_without_a_keyring_the_key_is_in_a_private_file_and_we_say_so(tmp_path: Path) -> None:
    key, warning = till_key(tmp_path)
    assert warning == "key_in_file"
    assert till_key(tmp_path) == (key, "key_in_file")
    if os.name == "posix":
        assert (tmp_path / "key").stat().st_mode & 0o777 == 0o600
    assert [p.name for p in tmp_path.iterdir()] == ["key"]


@pytest.mark.parametrize("loss", ["no file", "empty", "half", "other words", "not text"])
def test_a_lost_key_is_refused_and_never_made_again(tmp_path: Path, loss: str) -> None:
    key, _ = till_key(tmp_path)
    open_till(tmp_path, key).close()
    place = tmp_path / "key"
    match loss:
        case "no file":
            place.unlink()
        case "empty":
            place.write_text("")
        case "half":
            place.write_text(key.hex()[:31])
        case "other words":
            place.write_text("hello")
        case "not text":
            place.write_bytes(b"\xff" * 40)
    with pytest.raises(Refused) as refused:
        till_key(tmp_path)
    assert refused.value.code == "key_missing"


def test_a_keyring_that_forgot_is_refused(tmp_path: Path, memory: MemoryKeyring) -> None:
    till_key(tmp_path)
    memory.kept.clear()
    with pytest.raises(Refused) as refused:
        till_key(tmp_path)
    assert refused.value.code == "key_missing"


def test_a_keyring_that_went_away_is_refused(tmp_path: Path, memory: MemoryKeyring) -> None:
    till_key(tmp_path)
    keyring.set_keyring(keyring.backends.fail.Keyring())  # type: ignore[no-untyped-call]
    with pytest.raises(Refused) as refused:
        till_key(tmp_path)
    assert refused.value.code == "key_missing"
