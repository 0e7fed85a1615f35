"""One anonymous set of answers: read from a posted form, and written as one canonical text.

Nothing here knows who answered: no name, no token, no time, no address.
"""

import json
import re
import unicodedata
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from bening.domain.refusals import Refused
from bening.domain.sealing.canonical import canonical as canonical_text
from bening.domain.surveys.instrument import SurveyInstrument, SurveyItem
from bening.domain.surveys.reading import ITEM_CODE

SERVICE = "service"
"""The attribute that every response has beside those of its form: the code of the service used."""

UNKNOWN = "unknown"
"""What a form posts for "tidak tahu"."""

LONGEST_SUGGESTION = 1000
"""Characters of free text."""

LARGEST_SUGGESTION = 2500
"""Bytes of free text in its canonical form: signs of three or four bytes are counted as such."""

LARGEST = 4095
"""Bytes of a canonical response; the limits above and those of forms keep every one below."""

_SERVICE_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]{0,39}")
_INCIDENT = {"yes": True, "no": False}
_SHOWN = 40

Posted = Mapping[str, str | Sequence[str]]
"""Fields of a form: one value, or all values of that name."""


class ResponseMode(StrEnum):
    """How an answer came in; each is counted apart.

    SELF with a link of one's own, ASSISTED with help of an officer, KIOSK on a device of the unit,
    PAPER typed in from a sheet, OPEN through a link without a token, IMPORTED from another form.
    """

    SELF = "self"
    ASSISTED = "assisted"
    KIOSK = "kiosk"
    PAPER = "paper"
    OPEN = "open"
    IMPORTED = "imported"


@dataclass(frozen=True, slots=True)
class Response:
    """What one person answered.

    `answers` has whole numbers of the item's scale, None for "tidak tahu"; what is absent was not
    answered. `attributes` holds keys of options, and the service. `incident` is None where the
    question was left open.
    """

    answers: Mapping[str, int | None]
    attributes: Mapping[str, str] = field(default_factory=dict)
    suggestion: str = ""
    incident: bool | None = None
    mode: ResponseMode = ResponseMode.SELF
    language: str = ""


@dataclass(frozen=True, slots=True)
class ResponseFault:
    """One field that can't be taken, and the values its sentence needs."""

    code: str
    field: str
    values: Mapping[str, Any]


class ResponseRefused(Refused):
    """A form that can't be taken; `faults` are all of them."""

    def __init__(self, faults: Sequence[ResponseFault]) -> None:
        self.faults = tuple(faults)
        super().__init__("survey_response", faults=len(self.faults))


def read_response(
    instrument: SurveyInstrument,
    posted: Posted,
    *,
    mode: ResponseMode = ResponseMode.SELF,
    services: Collection[str] | None = None,
) -> Response:
    """The response in a posted form. Raises `ResponseRefused` with every fault.

    `services` are the codes that may be named; without it, any code of the right form. Fields that
    no form of ours has (a form's own keys, a token) are passed over; an item that the form does not
    have is a fault, since an answer to it would be lost.
    """
    reader = _Reader(posted)
    answers = reader.answers(instrument)
    response = Response(
        answers=answers,
        attributes=reader.attributes(instrument) | reader.service(services),
        suggestion=reader.suggestion(),
        incident=reader.incident(instrument),
        mode=mode,
        language=reader.language(instrument),
    )
    if not answers and not reader.faults:
        reader.fault("nothing_answered", "")
    if reader.faults:
        raise ResponseRefused(reader.faults)
    return response


def canonical(response: Response) -> bytes:
    """The one text of a response, below 4,096 bytes for every form and every answer that is taken.

    Canonical JSON in UTF-8 with every field, so that equal responses have equal bytes.
    """
    return canonical_text(
        {
            "answers": response.answers,
            "attributes": response.attributes,
            "incident": response.incident,
            "language": response.language,
            "mode": response.mode,
            "suggestion": response.suggestion,
        }
    ).encode()


def from_canonical(data: bytes) -> Response:
    """The response that `canonical` wrote. Raises ValueError for any other bytes."""
    try:
        entry = json.loads(data)
        response = Response(
            answers=entry["answers"],
            attributes=entry["attributes"],
            suggestion=entry["suggestion"],
            incident=entry["incident"],
            mode=ResponseMode(entry["mode"]),
            language=entry["language"],
        )
        if canonical(response) != data:
            raise ValueError("not the canonical text of a response")
    except (KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not a response") from error
    return response


class _Reader:
    """Reads posted fields and gathers what can't be taken."""

    def __init__(self, posted: Posted) -> None:
        self.posted = posted
        self.faults: list[ResponseFault] = []

    def fault(self, code: str, name: str, **values: Any) -> None:
        self.faults.append(ResponseFault(code, name, values))

    def one(self, name: str) -> str:
        """The only value of a field without spaces around it; empty where none was given."""
        value = self.posted.get(name, "")
        values = [value] if isinstance(value, str) else list(value)
        given = {text.strip() for text in values} - {""}
        if len(given) > 1:
            self.fault("several_values", name)
            return ""
        return given.pop() if given else ""

    def answers(self, instrument: SurveyInstrument) -> dict[str, int | None]:
        """Every item that was answered."""
        given = [(item, self.one(item.code)) for item in instrument.items]
        for name in self.posted:
            if ITEM_CODE.fullmatch(name) and instrument.item(name) is None:
                self.fault("unknown_item", name)
        return {item.code: self.answer(item, text) for item, text in given if text}

    def attributes(self, instrument: SurveyInstrument) -> dict[str, str]:
        """The option of each attribute that was filled in."""
        found = {}
        for attribute in instrument.attributes:
            key = self.one(attribute.code)
            if key and not attribute.takes(key):
                self.fault("unknown_option", attribute.code, given=key[:_SHOWN])
            elif key:
                found[attribute.code] = key
        return found

    def service(self, known: Collection[str] | None) -> dict[str, str]:
        """The service, where one was named."""
        code = self.one(SERVICE)
        if not code:
            return {}
        if not _SERVICE_CODE.fullmatch(code) or (known is not None and code not in known):
            self.fault("unknown_service", SERVICE, given=code[:_SHOWN])
            return {}
        return {SERVICE: code}

    def answer(self, item: SurveyItem, given: str) -> int | None:
        """A whole number of the scale in plain digits, or None for "tidak tahu"."""
        if given == UNKNOWN:
            if not item.allows_unknown:
                self.fault("unknown_not_taken", item.code)
            return None
        if not re.fullmatch(r"[0-9]{1,2}", given) or not item.scale.takes(int(given)):
            least, most = item.scale.least, item.scale.most
            self.fault("outside_scale", item.code, given=given[:_SHOWN], least=least, most=most)
            return None
        return int(given)

    def suggestion(self) -> str:
        """Free text with plain line ends and without signs that nobody sees."""
        value = self.posted.get("suggestion", "")
        text = value if isinstance(value, str) else "\n".join(value)
        text = cleaned(text)
        written = len(json.dumps(text, ensure_ascii=False).encode())
        if len(text) > LONGEST_SUGGESTION or written > LARGEST_SUGGESTION:
            self.fault(
                "suggestion_too_long", "suggestion", length=len(text), longest=LONGEST_SUGGESTION
            )
            return ""
        return text

    def incident(self, instrument: SurveyInstrument) -> bool | None:
        given = self.one("incident")
        if not given:
            return None
        if instrument.incident is None or given not in _INCIDENT:
            self.fault("unknown_option", "incident", given=given[:_SHOWN])
            return None
        return _INCIDENT[given]

    def language(self, instrument: SurveyInstrument) -> str:
        given = self.one("language") or instrument.languages[0]
        if given not in instrument.languages:
            self.fault("unknown_language", "language", given=given[:_SHOWN])
        return given


def cleaned(text: str) -> str:
    """Text with plain line ends, without control signs, lone surrogates and spaces around it."""
    lines = text.replace("\r\n", "\n").replace("\r", "\n")
    kept = (one for one in lines if one == "\n" or unicodedata.category(one) not in ("Cc", "Cs"))
    return "".join(kept).strip()
