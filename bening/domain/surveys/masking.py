"""Personal data in free text, replaced by marks before anybody but the examiner reads it.

Rather one number too many than one too few: every run of 16 or more digits is masked whatever
stands between them, and so is what looks like a telephone number, a mail address or an account.
Names in words are not found; a person reads suggestions before they are published.
"""

import re
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

LONG = 16
"""Digits of a NIK; so many and more are always masked."""


class PersonalData(StrEnum):
    """What was found in a text."""

    ID_NUMBER = "id_number"
    PHONE = "phone"
    EMAIL = "email"
    ACCOUNT = "account"


MARKS: Mapping[PersonalData, str] = {
    PersonalData.ID_NUMBER: "[NIK/nomor]",
    PersonalData.PHONE: "[telepon]",
    PersonalData.EMAIL: "[surel]",
    PersonalData.ACCOUNT: "[akun]",
}


@dataclass(frozen=True, slots=True)
class Masked:
    """A text that may be shown, and which personal data was taken out of it."""

    text: str
    found: tuple[PersonalData, ...]


_AT = r"(?:@|[(\[{]\s?(?:at|et)\s?[)\]}])"
_DOT = r"(?:\.|\s?[(\[{]\s?(?:dot|titik)\s?[)\]}]\s?)"
_EMAIL = re.compile(
    rf"[\w.+%-]{{1,64}}\s{{0,2}}{_AT}\s{{0,2}}[\w-]{{1,63}}(?:{_DOT}[\w-]{{1,63}}){{1,5}}",
    re.IGNORECASE,
)
_ACCOUNT = re.compile(r"@\s?[\w.]{2,40}")
_DIGITS = re.compile(r"[+(]{0,2}\d(?:[\W_]{0,3}\d)*")
_PHONE = re.compile(r"0[1-9]\d{6,13}|62[1-9]\d{6,12}|8[1-9]\d{7,10}")
_MONEY_BEFORE = re.compile(r"\brp\.?\s{0,2}$", re.IGNORECASE)
_GROUPED = re.compile(r"[1-9]\d{0,2}(?:[.,]\d{3}){1,2}(?:[.,]\d{2})?")
_DAY = r"\d{1,2}[-/. ]\d{1,2}[-/. ]\d{4}"
_HOUR = r"\d{1,2}[.:]\d{2}"
_WHEN = re.compile(rf"{_DAY}(?:[ ,]{{1,2}}{_HOUR})?|{_HOUR}(?:\s?[-–]\s?{_HOUR})?")


def mask(text: str) -> Masked:
    """The text with a mark in place of each number, mail address or account that points at one."""
    found: list[PersonalData] = []

    def put(kind: PersonalData) -> str:
        found.append(kind)
        return MARKS[kind]

    def long(match: re.Match[str]) -> str:
        is_long = len(_digits(match.group())) >= LONG
        return put(PersonalData.ID_NUMBER) if is_long else match.group()

    def number(match: re.Match[str]) -> str:
        run = match.group()
        is_money = _MONEY_BEFORE.search(match.string, max(0, match.start() - 6), match.start())
        if is_money or _GROUPED.fullmatch(run) or _WHEN.fullmatch(run):
            return run
        plain = _digits(run)
        if run.startswith(("+", "(+")) and len(plain) >= 7:
            return put(PersonalData.PHONE)
        return put(PersonalData.PHONE) if _PHONE.fullmatch(plain) else run

    visible = "".join(one for one in text if unicodedata.category(one) != "Cf")
    without_long = _DIGITS.sub(long, visible)  # first: nothing may take a part of one away
    without_mail = _EMAIL.sub(lambda _: put(PersonalData.EMAIL), without_long)
    without_accounts = _ACCOUNT.sub(lambda _: put(PersonalData.ACCOUNT), without_mail)
    shown = _DIGITS.sub(number, without_accounts)
    return Masked(shown, tuple(kind for kind in PersonalData if kind in found))


def _digits(run: str) -> str:
    """The digits of a run in ASCII, whatever script they are written in."""
    return "".join(str(unicodedata.digit(one)) for one in run if one.isdecimal())
