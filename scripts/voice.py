#!/usr/bin/env python3
"""Make the clips of the queue voice with espeak-ng, off line, and record how they were made.

usage: voice.py            speak, trim, level and encode every clip; rewrite clips and manifest.json
       voice.py check      compare the clips with manifest.json; needs none of the programs
       voice.py measure    decode the clips and print length, loudness and peak; needs ffmpeg

Needs the Debian packages espeak-ng and lame. The same versions give the same bytes.
"""

from __future__ import annotations

import hashlib
import io
import json
import re
import subprocess
import sys
import wave
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Samples = NDArray[np.float64]

ROOT = Path(__file__).resolve().parent.parent
CLIPS = ROOT / "bening/queues/static/queues/voice/id"
MANIFEST = "manifest.json"
BESIDE = {MANIFEST, "LICENCE.txt"}

RATE = 22_050  # samples a second, as espeak-ng makes them
VOICE = "id"
WORDS_A_MINUTE = 135
LOUDNESS = -18.0  # dB below full scale, RMS of what is voiced
CEILING = -1.0  # dB below full scale, no sample above
SILENT = -45.0  # dB below the clip's own peak: what is cut at both ends
BITS = 32  # kbit/s
SMALLEST_GAP, PHRASE_GAP = 40, 260  # milliseconds

DIGITS = ("nol", "satu", "dua", "tiga", "empat", "lima", "enam", "tujuh", "delapan", "sembilan")
SAID = {
    "empat": "[[@mp'at]]",
    "enam": "[[@n'am]]",
    "sebelas": "[[s@b@l'as]]",
    "belas": "[[b@l'as]]",
    "loket": "[[l'okEt]]",
}
"""Words that the voice reads with the wrong e: phonemes, with the stress after a weak syllable."""
LETTERS = {
    "a": ("a", "'a"), "b": ("be", "b'e"), "c": ("ce", "tS'e"), "d": ("de", "d'e"), "e": ("e", "'e"),
    "f": ("ef", "'Ef"), "g": ("ge", "g'e"), "h": ("ha", "h'a"), "i": ("i", "'i"),
    "j": ("je", "dZ'e"), "k": ("ka", "k'a"), "l": ("el", "'El"), "m": ("em", "'Em"),
    "n": ("en", "'En"), "o": ("o", "'o"), "p": ("pe", "p'e"), "q": ("ki", "k'i"),
    "r": ("er", "'ER"), "s": ("es", "'Es"), "t": ("te", "t'e"), "u": ("u", "'u"),
    "v": ("ve", "f'e"), "w": ("we", "w'e"), "x": ("eks", "'Eks"), "y": ("ye", "j'e"),
    "z": ("zet", "z'Et"),
}  # fmt: skip
"""The name of each letter, and its phonemes: alone, the engine takes an accent for a name."""
LETTERS_A_MINUTE = 105
KIOSK = {
    "kiosk_welcome": "Selamat datang. Sentuh layanan yang Anda perlukan.",
    "kiosk_priority": "Bila perlu didahulukan, sentuh tombol bergambar orang.",
    "kiosk_printing": "Nomor Anda sedang dicetak. Silakan ambil.",
    "kiosk_no_paper": "Kertas habis. Pindai kode di layar dengan ponsel Anda.",
    "kiosk_time": "Layar akan kembali ke awal. Sentuh layar bila perlu waktu lebih.",
}


@dataclass(frozen=True, slots=True)
class Clip:
    """What one clip says, and the silence kept before and after it, in milliseconds."""

    words: str
    before: int = SMALLEST_GAP
    after: int = SMALLEST_GAP
    falls: bool = False
    speed: int = WORDS_A_MINUTE
    phonemes: str = ""

    def spoken(self) -> str:
        """What the engine is given: the words, and a sign for how the voice ends."""
        text = (
            f"[[{self.phonemes}]]"
            if self.phonemes
            else re.sub(r"\w+", lambda found: SAID.get(found[0], found[0]), self.words)
        )
        return text if text.endswith(".") else text + ("." if self.falls else ",")


def counted(value: int) -> str:
    """A number from 0 to 99 in words."""
    tens, ones = divmod(value, 10)
    if value < 10:
        return DIGITS[value]
    if tens == 1:
        return {10: "sepuluh", 11: "sebelas"}.get(value, f"{DIGITS[ones]} belas")
    return f"{DIGITS[tens]} puluh" + (f" {DIGITS[ones]}" if ones else "")


def clips() -> dict[str, Clip]:
    """Every spoken clip by its name; `bening.domain.queueing.voice` names those of calls."""
    made = {
        "queue_number": Clip("nomor antrean", after=PHRASE_GAP),
        "priority_number": Clip("nomor antrean prioritas", after=PHRASE_GAP),
        "recall": Clip("panggilan ulang", after=PHRASE_GAP + 60),
        "go_to_counter": Clip("silakan menuju loket", before=PHRASE_GAP + 40, after=90),
    }
    for letter, (words, phonemes) in LETTERS.items():
        made[f"letter_{letter}"] = Clip(words, after=200, speed=LETTERS_A_MINUTE, phonemes=phonemes)
    for digit, words in enumerate(DIGITS):
        made[f"digit_{digit}"] = Clip(words, after=70)
    for value in range(100):
        made[f"number_{value}"] = Clip(counted(value), falls=True)
    for value in range(1, 10):
        hundreds = "seratus" if value == 1 else f"{DIGITS[value]} ratus"
        made[f"hundred_{value}"] = Clip(hundreds)
        thousands = "seribu" if value == 1 else f"{DIGITS[value]} ribu"
        made[f"thousand_{value}"] = Clip(thousands)
    for name, words in KIOSK.items():
        made[name] = Clip(words, falls=True)
    return made


def run(*command: str, given: bytes = b"") -> bytes:
    """What a program prints. Its own words are the message when it fails or is missing."""
    try:
        done = subprocess.run(command, input=given, capture_output=True, check=True)  # noqa: S603
    except FileNotFoundError:
        sys.exit(f"{command[0]} is missing: apt install espeak-ng lame ffmpeg")
    except subprocess.CalledProcessError as failed:
        sys.exit(f"{command[0]}: {failed.stderr.decode(errors='replace')}")
    return done.stdout


def speak(clip: Clip) -> Samples:
    """The engine's samples between -1 and 1."""
    import numpy as np

    wav = run("espeak-ng", "-v", VOICE, "-s", str(clip.speed), "-z", "--stdout", clip.spoken())
    # The length in the header of what goes to standard output is not that of the samples.
    return np.frombuffer(wav[44:], "<i2").astype(np.float64) / 32_768


def chime() -> Samples:
    """Two struck tones, the second a third below: G5 and E5 with three partials each."""
    import numpy as np

    whole = np.zeros(int(RATE * 1.25))
    for start, pitch in ((0.0, 783.99), (0.38, 659.26)):
        at = int(start * RATE)
        time = np.arange(len(whole) - at) / RATE
        struck = sum(
            share * np.sin(2 * np.pi * pitch * partial * time) * np.exp(-time * fade)
            for partial, share, fade in ((1, 1.0, 4.5), (2, 0.28, 7.0), (3, 0.1, 11.0))
        )
        whole[at:] += struck * np.minimum(1, time / 0.006)
    return whole * np.minimum(1, (len(whole) - np.arange(len(whole))) / (0.12 * RATE))


def trimmed(samples: Samples) -> Samples:
    """Without the silence at both ends; short ramps, so that no cut is heard as a click."""
    import numpy as np

    loud = np.flatnonzero(np.abs(samples) > np.abs(samples).max() * 10 ** (SILENT / 20))
    first = max(0, loud[0] - int(0.008 * RATE))
    last = min(len(samples), loud[-1] + int(0.025 * RATE))
    kept = samples[first:last].copy()
    rise, fall = int(0.003 * RATE), int(0.012 * RATE)
    kept[:rise] *= np.linspace(0, 1, rise)
    kept[-fall:] *= np.linspace(1, 0, fall)
    return kept


def loudness(samples: Samples) -> float:
    """RMS in dB of the 20 ms frames that are within 20 dB of the loudest: pauses don't count."""
    import numpy as np

    frame = RATE // 50
    power = (samples[: len(samples) // frame * frame].reshape(-1, frame) ** 2).mean(axis=1)
    return float(10 * np.log10(power[power > power.max() / 100].mean()))


def levelled(samples: Samples) -> Samples:
    """At the common loudness; peaks above the ceiling are bent, never cut."""
    import numpy as np

    even = samples * 10 ** ((LOUDNESS - loudness(samples)) / 20)
    ceiling, knee = 10 ** (CEILING / 20), 10 ** ((CEILING - 4) / 20)
    over = np.maximum(np.abs(even) - knee, 0)
    bent = knee + (ceiling - knee) * np.tanh(over / (ceiling - knee))
    return np.where(np.abs(even) > knee, np.sign(even) * bent, even)


def encoded(samples: Samples) -> bytes:
    """MPEG layer III, which every browser decodes, without any tag that tells when or where."""
    import numpy as np

    file = io.BytesIO()
    with wave.open(file, "wb") as out:
        out.setnchannels(1)
        out.setsampwidth(2)
        out.setframerate(RATE)
        out.writeframes(np.round(samples * 32_767).astype("<i2").tobytes())
    options = ("--quiet", "-m", "m", "--cbr", "-b", str(BITS), "-q", "0", "--noreplaygain")
    return run("lame", *options, "-", "-", given=file.getvalue())


def make() -> int:
    """Rewrites every clip and the manifest."""
    engine = run("espeak-ng", "--version").decode().partition("Data at")[0].strip()
    encoder = run("lame", "--version").decode().splitlines()[0].partition("(")[0].strip()
    CLIPS.mkdir(parents=True, exist_ok=True)
    for old in CLIPS.glob("*.mp3"):
        old.unlink()
    listed: dict[str, dict[str, Any]] = {}
    sources = {"chime": (Clip("", after=350), levelled(trimmed(chime())))}
    for name, clip in clips().items():
        sources[name] = (clip, levelled(trimmed(speak(clip))))
    for name, (clip, samples) in sorted(sources.items()):
        body = encoded(samples)
        (CLIPS / f"{name}.mp3").write_bytes(body)
        listed[name] = {
            "words": clip.words,
            "given": clip.spoken() if clip.words else "",
            "seconds": round(len(samples) / RATE, 3),
            "before": clip.before,
            "after": clip.after,
            "bytes": len(body),
            "sha256": hashlib.sha256(body).hexdigest(),
        }
    about = {
        "language": "id",
        "engine": engine,
        "engine_licence": "GPL-3.0-or-later (the engine is not shipped)",
        "voice": f"{VOICE} (the engine's own, no MBROLA)",
        "encoder": f"{encoder}, {BITS} kbit/s mono, {RATE} Hz",
        "licence": "Apache-2.0",
        "loudness": LOUDNESS,
        "ceiling": CEILING,
        "clips": listed,
    }
    text = json.dumps(about, ensure_ascii=False, indent=1) + "\n"
    (CLIPS / MANIFEST).write_text(text, encoding="utf-8")
    size = sum(each["bytes"] for each in listed.values())
    print(f"{len(listed)} clips, {size / 1000:.0f} kB")
    return 0


def check() -> int:
    """Names every clip that is missing, changed or not recorded."""
    listed = json.loads((CLIPS / MANIFEST).read_text(encoding="utf-8"))["clips"]
    there = {each.name for each in CLIPS.iterdir()} - BESIDE
    wrong = [
        f"{name} is not in the manifest" for name in there - {f"{each}.mp3" for each in listed}
    ]
    for name, about in listed.items():
        path = CLIPS / f"{name}.mp3"
        if not path.is_file():
            wrong.append(f"{path.name} is missing")
        elif hashlib.sha256(path.read_bytes()).hexdigest() != about["sha256"]:
            wrong.append(f"{path.name} is not the clip that was recorded")
    print(*sorted(wrong), sep="\n", end="\n" if wrong else "")
    return 1 if wrong else 0


def measure() -> int:
    """Decodes every clip again and prints what a listener gets."""
    import numpy as np

    listed = json.loads((CLIPS / MANIFEST).read_text(encoding="utf-8"))["clips"]
    for name, about in listed.items():
        command = ("ffmpeg", "-v", "error", "-i", str(CLIPS / f"{name}.mp3"), "-f", "s16le", "-")
        heard = np.frombuffer(run(*command), "<i2").astype(np.float64) / 32_768
        peak = 20 * np.log10(np.abs(heard).max())
        print(
            f"{name:16} {len(heard) / RATE:6.3f} s (made {about['seconds']:6.3f})"
            f" {loudness(heard):6.1f} dB, peak {peak:5.1f} dB  {about['words']}"
        )
    return 0


if __name__ == "__main__":
    done = {(): make, ("check",): check, ("measure",): measure}.get(tuple(sys.argv[1:]))
    sys.exit(done() if done else __doc__)
