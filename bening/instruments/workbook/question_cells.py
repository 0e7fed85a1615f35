"""What a question says and accepts in its cells of a written workbook."""

from typing import Any

from bening.domain.scoring import ChoiceScale, CountInput, IndexScale, Question
from bening.instruments.workbook import formulas

LARGEST_COUNT = 1_000_000_000


def answer_validation(question: Question) -> dict[str, Any]:
    """What the answer cell of a choice or an index accepts."""
    if isinstance(question.scale, ChoiceScale):
        keys = [option.key for option in question.scale.options]
        return {
            "validate": "list",
            "source": keys,
            "error_title": "Pilihan jawaban",
            "error_message": f"Pilih salah satu: {', '.join(keys)}.",
        }
    scale = question.scale
    if not isinstance(scale, IndexScale):
        raise TypeError(question.code)
    low, high = formulas.literal(scale.low), formulas.literal(scale.high)
    return {
        "validate": "decimal",
        "criteria": "between",
        "minimum": float(scale.low),
        "maximum": float(scale.high),
        "error_title": "Indeks survei",
        "error_message": f"Isi indeks {low} sampai {high}, misalnya 3,62.",
    }


def count_validation(count: CountInput) -> dict[str, Any]:
    """What the cell of a count accepts."""
    kind = "bilangan bulat" if count.whole else "bilangan"
    return {
        "validate": "integer" if count.whole else "decimal",
        "criteria": "between",
        "minimum": 0,
        "maximum": LARGEST_COUNT,
        "error_title": "Jumlah",
        "error_message": f"Isi {kind} 0 atau lebih, misalnya 46.",
    }


def explanation_text(question: Question) -> str:
    """The criteria and the guidance, a line each."""
    lines = [f"{criterion.key}. {criterion.text}" for criterion in question.criteria]
    if question.guidance:
        lines.append(question.guidance)
    return "\n".join(lines)


def options_text(question: Question) -> str:
    """The possible answers in short, such as A/B/C or 0-4."""
    match question.scale:
        case ChoiceScale() as scale:
            return "/".join(option.key for option in scale.options)
        case IndexScale() as scale:
            return f"{formulas.literal(scale.low)}-{formulas.literal(scale.high)}"
        case _:
            return "%"
