"""Personal text at rest: nobody reads it without the key, another row, or an altered byte."""

import os
from pathlib import Path
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bening.adapters import personal_data
from bening.adapters.personal_data import (
    KeyUnusable,
    PersonalDataUnreadable,
    keep,
    key_file,
    put_key,
    read,
)
from tests.examples import examples

ROW = uuid4()


@pytest.fixture(autouse=True)
def data_folder(tmp_path: Path, settings: object) -> Path:
    settings.BENING_DATA = tmp_path  # type: ignore[attr-defined]  # a fixture that takes any setting
    return tmp_path


@given(text=st.text(max_size=200))
@examples(30)
def test_what_was_kept_is_read(text: str) -> None:
    assert read(keep(text, row=ROW), row=ROW) == text


def test_the_same_text_looks_different_each_time() -> None:
    assert keep("Ani", row=ROW) != keep("Ani", row=ROW)


def test_nothing_of_it_can_be_read() -> None:
    assert b"Ani Setiawati" not in keep("Ani Setiawati", row=ROW)


def test_it_belongs_to_its_row() -> None:
    kept = keep("Ani", row=ROW)
    with pytest.raises(PersonalDataUnreadable):
        read(kept, row=uuid4())


@pytest.mark.parametrize("place", [0, 1, 13, -1])
def test_an_altered_byte_shows(place: int) -> None:
    kept = bytearray(keep("Ani", row=ROW))
    kept[place] ^= 1
    with pytest.raises(PersonalDataUnreadable):
        read(bytes(kept), row=ROW)


@pytest.mark.parametrize("short", [b"", b"\x01", b"\x01" + bytes(12)])
def test_what_is_cut_shows(short: bytes) -> None:
    with pytest.raises(PersonalDataUnreadable):
        read(short, row=ROW)


def test_the_key_is_made_once_and_is_its_owner_s() -> None:
    keep("x", row=ROW)
    made = key_file().read_bytes()
    keep("y", row=ROW)
    assert key_file().read_bytes() == made
    assert key_file().stat().st_mode & 0o777 == 0o600
    assert [each.name for each in key_file().parent.iterdir()] == ["personal-data.key"]


def test_a_key_that_others_may_read_is_not_used() -> None:
    keep("x", row=ROW)
    key_file().chmod(0o644)
    with pytest.raises(KeyUnusable):
        keep("y", row=ROW)


def test_a_file_that_is_no_key_is_not_used() -> None:
    keep("x", row=ROW)
    key_file().write_bytes(b"short")
    with pytest.raises(KeyUnusable):
        keep("y", row=ROW)


def test_who_comes_second_uses_the_key_that_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    first = os.urandom(32)
    real = os.link

    def slower(source: Path, target: Path) -> None:
        personal_data._write(target, first)
        real(source, target)

    monkeypatch.setattr(os, "link", slower)
    kept = keep("x", row=ROW)
    assert key_file().read_bytes() == first
    assert read(kept, row=ROW) == "x"


def test_a_restored_key_takes_the_place_of_another() -> None:
    kept = keep("Ani", row=ROW)
    key = key_file().read_bytes()
    key_file().write_bytes(os.urandom(32))
    put_key(key)
    assert read(kept, row=ROW) == "Ani"
    put_key(key)
    assert len(list(key_file().parent.iterdir())) == 2
    with pytest.raises(KeyUnusable):
        put_key(b"short")
