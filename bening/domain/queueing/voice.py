"""What is said aloud when a number is called, as names of clips that are played one after another.

    chime · queue_number · letter_a · digit_0 · digit_1 · digit_2 · go_to_counter · number_3

reads "Nomor antrean, A, nol satu dua, silakan menuju loket tiga". No name of a person is ever said.
A name of a clip says what is heard, never how; which words each clip speaks stands in the manifest
beside the recordings, so that another voice needs no change here.

Digits are spelled by themselves (`digit_0` to `digit_9`: the voice stays up, more follows) and
numbers are said as one word group (`number_0` to `number_99`: the voice falls, it is the end).
"""

import re
from enum import StrEnum
from string import ascii_uppercase

from bening.domain.refusals import Refused

CHIME = "chime"
QUEUE_NUMBER = "queue_number"
PRIORITY_NUMBER = "priority_number"
RECALL = "recall"
GO_TO_COUNTER = "go_to_counter"

MOST_COUNTERS = 99
LARGEST = 9999

_NUMBER = re.compile(r"[A-Z]{1,3}(?:-[A-Z][0-9]{1,2})?-[0-9]{3,4}", re.ASCII)
_COUNTER = re.compile(r"[1-9][0-9]?|[A-Z](?:[1-9][0-9]?)?|[1-9][0-9]?[A-Z]", re.ASCII)
_RUN = re.compile(r"[A-Z]|[0-9]+")


class NumberReading(StrEnum):
    """How the digits of a ticket number are read: one by one, or as a whole number."""

    DIGITS = "digits"
    NATURAL = "natural"


class VoiceRefused(Refused):
    """What cannot be said.

    Codes: ``"unspeakable_number"`` and ``"unspeakable_counter"``, both with ``text``.
    """


def announcement(
    number: str,
    counter: int | str,
    *,
    recall: bool = False,
    priority: bool = False,
    reading: NumberReading = NumberReading.DIGITS,
) -> tuple[str, ...]:
    """The clips of one call, the chime first.

    `number` is a ticket number as printed: ``"A-012"``, or ``"A-K2-003"`` of a kiosk that issues by
    itself, whose mark is said too. `counter` is 1 to 99, or its sign: ``"3"``, ``"B"``, ``"3B"``.
    `priority` names the service ("nomor antrean prioritas"), never the reason why; whoever wants no
    difference to be heard leaves it out.
    """
    return (
        CHIME,
        *((RECALL,) if recall else ()),
        PRIORITY_NUMBER if priority else QUEUE_NUMBER,
        *_ticket(number, reading),
        GO_TO_COUNTER,
        *_counter(counter),
    )


def natural(value: int) -> tuple[str, ...]:
    """The clips of a whole number from 0 to 9999, as people say it: "seribu dua ratus tiga"."""
    if not 0 <= value <= LARGEST:
        raise VoiceRefused("unspeakable_number", text=str(value))
    thousands, rest = divmod(value, 1000)
    hundreds, rest = divmod(rest, 100)
    return (
        *((f"thousand_{thousands}",) if thousands else ()),
        *((f"hundred_{hundreds}",) if hundreds else ()),
        *((f"number_{rest}",) if rest or not value else ()),
    )


def vocabulary() -> tuple[str, ...]:
    """Every clip that an announcement may name, each once, sorted."""
    return tuple(
        sorted(
            {
                CHIME,
                QUEUE_NUMBER,
                PRIORITY_NUMBER,
                RECALL,
                GO_TO_COUNTER,
                *(f"letter_{letter.lower()}" for letter in ascii_uppercase),
                *(f"digit_{digit}" for digit in range(10)),
                *(f"number_{value}" for value in range(100)),
                *(f"hundred_{value}" for value in range(1, 10)),
                *(f"thousand_{value}" for value in range(1, 10)),
            }
        )
    )


def _ticket(number: str, reading: NumberReading) -> tuple[str, ...]:
    if not _NUMBER.fullmatch(number):
        raise VoiceRefused("unspeakable_number", text=number)
    *marks, digits = number.split("-")
    if reading is NumberReading.DIGITS:
        read = tuple(f"digit_{digit}" for digit in digits)
    else:
        read = natural(int(digits))
    return (*(clip for mark in marks for clip in _sign(mark, "digit")), *read)


def _counter(counter: int | str) -> tuple[str, ...]:
    text = str(counter)
    if isinstance(counter, bool) or not _COUNTER.fullmatch(text):
        raise VoiceRefused("unspeakable_counter", text=text)
    return _sign(text, "number")


def _sign(text: str, single: str) -> tuple[str, ...]:
    """Letters by their names, runs of digits as numbers; a single digit as the clip `single`."""
    return tuple(
        f"letter_{run.lower()}"
        if run.isalpha()
        else f"{single if len(run) == 1 else 'number'}_{int(run)}"
        for run in _RUN.findall(text)
    )
