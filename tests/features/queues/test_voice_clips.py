"""The recordings: as the manifest says, complete, small, level and of free origin."""

import json
import shutil
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from bening.domain.queueing.voice import vocabulary
from bening.queues import voice_clips
from tests.servers import ROOT

CLIPS = voice_clips.MANIFEST.parent
LISTED = voice_clips.manifest()["clips"]
BITRATES = (0, 8, 16, 24, 32, 40, 48, 56, 64, 80, 96, 112, 128, 144, 160)
HALL = ("kiosk_welcome", "kiosk_priority", "kiosk_printing", "kiosk_no_paper", "kiosk_time")


def check(root: Path) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, root / "scripts/voice.py", "check"],
        capture_output=True,
        text=True,
        check=False,
    )


def frames(data: bytes) -> Iterator[bytes]:
    """The headers of an MPEG-2 layer III file at 22,050 Hz, read one after another to the end."""
    at = 0
    while at < len(data):
        head = data[at : at + 4]
        assert head[0] == 0xFF, at
        assert head[1] & 0xFE == 0xF2, at  # MPEG-2, layer III
        assert head[2] & 0x0C == 0, at  # 22,050 Hz
        yield head
        at += 72 * BITRATES[head[2] >> 4] * 1000 // 22_050 + (head[2] >> 1 & 1)
    assert at == len(data)


def test_every_clip_is_recorded_and_unchanged() -> None:
    done = check(ROOT)

    assert done.stdout == ""
    assert done.returncode == 0


def test_a_changed_a_missing_and_a_stray_clip_are_named(tmp_path: Path) -> None:
    copy = tmp_path / CLIPS.relative_to(ROOT)
    shutil.copytree(CLIPS, copy)
    (tmp_path / "scripts").mkdir()
    shutil.copy(ROOT / "scripts/voice.py", tmp_path / "scripts/voice.py")
    with (copy / "digit_1.mp3").open("ab") as file:
        file.write(b"\0")
    (copy / "digit_2.mp3").rename(copy / "stray.mp3")

    done = check(tmp_path)

    assert done.stdout.splitlines() == [
        "digit_1.mp3 is not the clip that was recorded",
        "digit_2.mp3 is missing",
        "stray.mp3 is not in the manifest",
    ]
    assert done.returncode == 1


def test_everything_that_may_be_called_has_a_clip_and_every_clip_a_use() -> None:
    assert set(LISTED) == {*vocabulary(), *HALL}


def test_no_two_clips_sound_the_same() -> None:
    assert len({clip["sha256"] for clip in LISTED.values()}) == len(LISTED)


def test_all_clips_together_are_small() -> None:
    assert sum(path.stat().st_size for path in CLIPS.iterdir()) < 1_000_000


@pytest.mark.parametrize("name", sorted(LISTED))
def test_a_clip_is_whole_mono_and_as_long_as_recorded(name: str) -> None:
    heads = list(frames((CLIPS / f"{name}.mp3").read_bytes()))
    seconds = len(heads) * 576 / 22_050

    assert {head[3] >> 6 for head in heads} == {3}  # mono
    assert LISTED[name]["seconds"] < seconds < LISTED[name]["seconds"] + 0.2


def test_digits_are_neither_clipped_short_nor_drawn_out() -> None:
    for digit in range(10):
        assert 0.35 < LISTED[f"digit_{digit}"]["seconds"] < 0.9
    for name, clip in LISTED.items():
        assert clip["seconds"] > 0.3, name


def test_the_manifest_says_where_the_voice_is_from() -> None:
    about = voice_clips.manifest()

    assert about["engine"].startswith("eSpeak NG")
    assert "no MBROLA" in about["voice"]
    assert about["licence"] == "Apache-2.0"
    assert "GPL" in (CLIPS / "LICENCE.txt").read_text("utf-8")


def test_the_player_gets_an_address_pauses_and_words_of_every_clip() -> None:
    table = json.loads(voice_clips.for_player())

    assert set(table) == set(LISTED)
    assert table["number_23"][3] == "dua puluh tiga"
    for name, (address, before, after, _) in table.items():
        assert address.endswith(".mp3")
        assert name in address
        assert 0 <= before < 1000
        assert 0 <= after < 1000
