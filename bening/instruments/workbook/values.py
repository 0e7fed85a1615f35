"""What a cell says, read as an answer. Every reading that is not literal comes with a doubt."""

import re
from collections.abc import Callable
from decimal import Decimal
from typing import Any

from bening.domain.scoring import (
    AnswerRefused,
    Choice,
    ChoiceScale,
    CountInput,
    Index,
    Question,
    parse_answer,
)
from bening.instruments.workbook.cells import Cell, number_text
from bening.instruments.workbook.doubts import Severity

BLANK_MARKS = frozenset({"-", "–", "—", "--", "n/a", "na", "n.a.", "."})
Doubtful = Callable[..., None]

_OPTION = re.compile(r"\(?\s*([A-Za-z]+)\s*[.):]\s*(.*)", re.DOTALL)
_NUMBER = re.compile(r"[0-9]+([.,][0-9]+)?")
_GROUPED = re.compile(r"[0-9]{1,3}(\.[0-9]{3})+(,0+)?")
_WITH_UNIT = re.compile(r"([0-9]{1,9})\s+[^\W\d_][\w .]*")
_ZERO_DECIMALS = re.compile(r"([0-9]+)[.,]0+")


def blank(cell: Cell | None) -> bool:
    """Whether a cell holds nothing that can be read, without a word about it."""
    return cell is None or (isinstance(cell.value, str) and not cell.value.strip())


def read_choice(question: Question, cell: Cell | None, doubt: Doubtful) -> Choice | None:
    """The option a cell names; None where it names none (doubt given) or is empty."""
    text = _readable(cell, doubt)
    if cell is None or text is None or not isinstance(question.scale, ChoiceScale):
        return None
    keys = {option.key.casefold(): option.key for option in question.scale.options}
    key, severity = _option(text, keys, cell)
    if key is None:
        options = "/".join(keys.values())
        doubt("unknown_option", Severity.ERROR, given=text, question=question.code, options=options)
        return None
    if key != text:
        doubt("read_as", severity, given=text, taken=key)
    elif cell.formula:
        doubt("from_formula", Severity.INFO, taken=key)
    return Choice(key)


def _option(text: str, keys: dict[str, str], cell: Cell) -> tuple[str | None, Severity]:
    plain = text.strip(" .):(").casefold()
    if plain in keys:
        return keys[plain], Severity.INFO
    if isinstance(cell.value, bool) or plain in {"0", "1"}:
        yes = plain in {"true", "1"}
        severity = Severity.INFO if isinstance(cell.value, bool) else Severity.WARNING
        return keys.get("ya" if yes else "tidak"), severity
    found = _OPTION.fullmatch(text)
    if found and found[1].casefold() in keys:
        return keys[found[1].casefold()], Severity.WARNING
    return None, Severity.ERROR


def read_index(question: Question, cell: Cell | None, doubt: Doubtful) -> Index | None:
    """The survey index in a cell, comma or point; None where there is none or it is refused."""
    text = _readable(cell, doubt)
    if cell is None or text is None:
        return None
    if text.endswith("%") or cell.percent:
        doubt("percent_for_index", Severity.ERROR, given=_shown(cell))
        return None
    compact = text.replace(" ", "").replace("\u00a0", "")
    number = compact.replace(",", ".") if _NUMBER.fullmatch(compact) else compact
    number = re.sub(r"^0+(?=[0-9])", "", number)
    answer = _parsed(question, doubt, text, lambda: parse_answer(question, number, None))
    if isinstance(answer, Index):
        _say_how(cell, text, number, doubt)
        return answer
    return None


def read_count(
    question: Question, count: CountInput, cell: Cell | None, doubt: Doubtful
) -> str | None:
    """The count in a cell as digits; None where there is none or it is refused."""
    text = _readable(cell, doubt)
    if cell is None or text is None:
        return None
    if text.endswith("%") or cell.percent:
        doubt("percent_for_count", Severity.ERROR, given=_shown(cell))
        return None
    number, severity = _counted(text, count)
    answer = _parsed(
        question, doubt, text, lambda: parse_answer(question, None, {count.id: number})
    )
    if answer is None:
        return None
    if severity is Severity.WARNING:
        doubt("read_as", severity, given=text, taken=number)
    else:
        _say_how(cell, text, number, doubt)
    return number


def _counted(text: str, count: CountInput) -> tuple[str, Severity]:
    """Digits of a count; a guess about what was meant is a warning."""
    compact = text.replace("\u00a0", " ").strip()
    grouped = _GROUPED.fullmatch(compact) is not None and "," not in compact
    if (found := _ZERO_DECIMALS.fullmatch(compact)) and not grouped:
        return found[1], Severity.INFO
    if count.whole and _GROUPED.fullmatch(compact):
        return compact.partition(",")[0].replace(".", ""), Severity.WARNING
    if found := _WITH_UNIT.fullmatch(compact):
        return found[1], Severity.WARNING
    if not count.whole and _NUMBER.fullmatch(compact):
        return compact.replace(",", "."), Severity.INFO
    return re.sub(r"^0+(?=[0-9])", "", compact), Severity.INFO


def read_share(cell: Cell | None) -> Decimal | None:
    """The share 0 to 1 that a percentage cell shows; None where it shows no number."""
    if cell is None or cell.error or isinstance(cell.value, bool):
        return None
    if isinstance(cell.value, Decimal):
        return cell.value if cell.percent or abs(cell.value) <= 1 else cell.value / 100
    text = cell.value.replace(" ", "").replace(",", ".")
    number = text.removesuffix("%")
    if not re.fullmatch(r"-?[0-9]+(\.[0-9]+)?", number):
        return None
    share = Decimal(number)
    return share / 100 if text.endswith("%") or abs(share) > 1 else share


def _readable(cell: Cell | None, doubt: Doubtful) -> str | None:
    """The text of a cell that holds something; an error or a mark for nothing is reported."""
    if blank(cell) or cell is None:
        return None
    text = cell.text.strip()
    if cell.error:
        doubt("error_cell", Severity.ERROR, given=text)
        return None
    if text.casefold() in BLANK_MARKS:
        doubt("blank_mark", Severity.INFO, given=text)
        return None
    return text


def _parsed(question: Question, doubt: Doubtful, text: str, parse: Callable[[], Any]) -> Any:
    try:
        return parse()
    except AnswerRefused as refused:
        values = {name: value for name, value in refused.values.items() if name != "given"}
        code = "not_a_number" if refused.code == "comma_decimal" else refused.code
        code = "not_whole" if refused.code == "comma_decimal" and values.get("input") else code
        doubt(code, Severity.ERROR, **{**values, "question": question.code, "given": text})
        return None


def _say_how(cell: Cell, text: str, number: str, doubt: Doubtful) -> None:
    if cell.formula:
        doubt("from_formula", Severity.INFO, taken=number)
    elif isinstance(cell.value, str) and text != number:
        doubt("read_as", Severity.INFO, given=text, taken=number)


def _shown(cell: Cell) -> str:
    if isinstance(cell.value, Decimal) and cell.percent:
        return f"{number_text(cell.value * 100)}%"
    return cell.text.strip()
