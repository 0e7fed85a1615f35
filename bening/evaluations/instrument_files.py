"""An agency's instrument file, YAML or Excel, as the YAML text that is stored."""

from collections.abc import Sequence

import yaml

from bening.evaluations.refusals import EvaluationRefused


class FileFaults(EvaluationRefused):
    """An Excel file that is no instrument yet; `faults` lists every one with its cell."""

    def __init__(self, faults: Sequence[object]) -> None:
        super().__init__("instrument_faults", count=len(faults))
        self.faults = tuple(faults)


def source_from_file(*, data: bytes, extension: str, slug: str) -> str:
    """The YAML text of an instrument file. Raises FileFaults, EvaluationRefused."""
    if extension in {".yaml", ".yml"}:
        try:
            return data.decode("utf-8")
        except UnicodeDecodeError:
            raise EvaluationRefused("instrument_file_not_utf8") from None
    if extension != ".xlsx":
        raise EvaluationRefused("instrument_file_kind", extension=extension)
    if not slug:
        raise EvaluationRefused("instrument_id_needed")
    return _from_workbook(data, slug)


def _from_workbook(data: bytes, slug: str) -> str:
    from bening.instruments.workbook import WorkbookRefused, refusal_sentence
    from bening.instruments.workbook.instrument_reader import read_instrument

    try:
        reading = read_instrument(data, id_=slug)
    except WorkbookRefused as refused:
        raise EvaluationRefused("import_file_unreadable", why=refusal_sentence(refused)) from None
    if reading.faults:
        raise FileFaults(reading.faults)
    text: str = yaml.dump(
        reading.document, Dumper=yaml.CSafeDumper, allow_unicode=True, sort_keys=False, width=100
    )
    return text
