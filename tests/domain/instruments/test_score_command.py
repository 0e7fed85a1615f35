"""`bening score` and `bening instruments` as a person runs them: exit codes, streams, time."""

import contextlib
import io
import json
import os
import subprocess
import sys
from dataclasses import dataclass
from datetime import UTC, datetime
from decimal import Decimal
from pathlib import Path
from typing import Any

import openpyxl
import pytest
import yaml
from jsonschema import Draft202012Validator

from bening.__main__ import main
from bening.domain.scoring import Answer, Choice, Designation, Index
from bening.instruments import FOLDER, load
from bening.instruments.workbook import write_template, write_workbook
from bening.instruments.workbook.content import SheetContent

ROOT = Path(__file__).parents[3]
SHEETS = ROOT / "tests" / "golden" / "sheets"
FULL = SHEETS / "lke-2021-lampiran-iii.json"
OFFICE = SHEETS / "lke-2021-balai-contoh.json"


@dataclass
class Done:
    """What a command left: its exit code and its streams."""

    returncode: int
    stdout: str
    stderr: str


def bening(*arguments: str | Path) -> Done:
    """Run the command inside this process: the same `main`, much quicker than a new one."""
    out, err = io.StringIO(), io.StringIO()
    with (
        pytest.MonkeyPatch.context() as patch,
        contextlib.redirect_stdout(out),
        contextlib.redirect_stderr(err),
    ):
        patch.setattr(sys, "argv", ["bening", *map(str, arguments)])
        try:
            main()
        except SystemExit as left:
            code = left.code if isinstance(left.code, int) else 0
        else:
            code = 0
    return Done(code, out.getvalue(), err.getvalue())


def process(*arguments: str | Path, env: dict[str, str] | None = None) -> Any:
    """Run the command as a person does."""
    return subprocess.run(
        [sys.executable, "-m", "bening", *map(str, arguments)],
        cwd=ROOT,
        env={**os.environ, **(env or {})},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )


def refused(*arguments: str | Path) -> list[str]:
    """The lines of a refusal: exit code 2, nothing on stdout, no traceback."""
    done = bening(*arguments)
    assert done.returncode == 2, done.stdout + done.stderr
    assert done.stdout == ""
    assert "Traceback" not in done.stderr
    return list(done.stderr.splitlines())


def written(path: Path, content: str | bytes) -> Path:
    path.write_bytes(content if isinstance(content, bytes) else content.encode())
    return path


def sheet(answers: dict[str, Any], **head: Any) -> dict[str, Any]:
    whole = {"instrument": "lke-2021", "unit": "Balai Contoh", "year": 2025, "target": "wbk"}
    return whole | {"answers": answers} | head


def test_json_follows_the_published_schema() -> None:
    schema = json.loads((FOLDER / "schemas" / "scorecard.schema.json").read_bytes())

    done = bening("score", OFFICE, "--format", "json")

    assert (done.returncode, done.stderr) == (0, "")
    card = json.loads(done.stdout)
    Draft202012Validator(schema).validate(card)
    assert card["total"].startswith("91.178")
    assert card["eligible"] == {"wbk": True, "wbbm": False}


def test_the_table_is_readable() -> None:
    done = bening("score", OFFICE)

    assert (done.returncode, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[1] == "Balai Contoh, 2024, target Menuju WBK"
    assert lines[2] == "Terjawab 110 dari 113 butir"
    assert any(line.split() == ["Total", "100,00", "91,18", "91,18"] for line in lines)
    assert "Nilai minimal Menuju WBK: semua terpenuhi" in done.stdout
    assert "Peringatan (5)" in done.stdout
    assert "A.I.4.i.c: Belum dijawab; dihitung 0." in lines
    assert max(map(len, lines)) <= 100


def test_another_target_shows_its_minima() -> None:
    done = bening("score", OFFICE, "--target", "wbbm")

    missed = [line for line in done.stdout.splitlines() if line.startswith("BELUM")]
    assert len(missed) == 1
    assert missed[0].split()[-3:] == ["75,00", "73,89", "-1,11"]
    assert "Nilai minimal Menuju WBBM: belum terpenuhi semua" in done.stdout


def test_a_miss_that_rounding_would_hide_is_shown(tmp_path: Path) -> None:
    answers = {"B.I.a.1": {"value": "3.59999"}}
    path = written(tmp_path / "s.json", json.dumps(sheet(answers)))

    done = bening("score", path)

    (line,) = [line for line in done.stdout.splitlines() if "B.I.a  Nilai Survei" in line][1:]
    assert line.startswith("BELUM")
    assert line.split()[-3:] == ["15,75", "15,74996", "-0,00004"]


def test_yaml_gives_the_same_as_json(tmp_path: Path) -> None:
    document = json.loads(OFFICE.read_text(encoding="utf-8"))
    path = written(tmp_path / "s.yaml", yaml.safe_dump(document, allow_unicode=True))

    first, second = (bening("score", p, "--format", "json").stdout for p in (OFFICE, path))

    assert json.loads(first) == json.loads(second)


def test_yaml_as_people_type_it(tmp_path: Path) -> None:
    text = """\
instrument: lke-2021
unit: Balai Contoh
year: 2025
target: wbk
answers:
  A.I.1.i.a: {value: Ya}
  B.I.a.1: {value: 3.60}
  A.II.1.i.a:
    inputs: {agen_perubahan: 4, perubahan_dibuat: 3}
"""

    done = bening("score", written(tmp_path / "s.yml", text), "--format", "json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["total"] == "16.75"


def test_an_instrument_can_be_chosen(tmp_path: Path) -> None:
    answers = {"A.I.1.i.a": {"value": "Ya"}}
    other = written(tmp_path / "s.json", json.dumps(sheet(answers, instrument="lke-2014")))

    by_name = json.loads(bening("score", other, "--format", "json").stdout)
    chosen = bening("score", other, "--format", "json", "--instrument", "lke-2021")

    assert (by_name["instrument"], by_name["total"]) == ("lke-2014", "0.5")
    card = json.loads(chosen.stdout)
    assert (card["instrument"], card["total"]) == ("lke-2021", "0.25")


def test_an_own_version_can_be_given_as_a_file(tmp_path: Path) -> None:
    source = (FOLDER / "lke-2021" / "instrument.yaml").read_text(encoding="utf-8")
    own = written(tmp_path / "own.yaml", source.replace("id: lke-2021\n", "id: lke-2021-a\n", 1))
    path = written(tmp_path / "s.json", json.dumps(sheet({}, instrument="lke-2021-a")))

    done = bening("score", path, "--instrument", own, "--format", "json")

    assert json.loads(done.stdout)["instrument"] == "lke-2021-a"
    broken = written(tmp_path / "own2.yaml", source.replace('"0.5"', '"0,5"', 1))
    assert any("baris" in line for line in refused("score", path, "--instrument", broken))


@pytest.mark.parametrize(
    ("entry", "where", "what"),
    [
        ('{"value": "3,62"}', '$.answers["B.I.a.1"].value', "memakai koma; tulis 3.62"),
        ('{"value": 3.62}', '$.answers["B.I.a.1"].value', "sebagai teks"),
        ('{"value": NaN}', '$.answers["B.I.a.1"].value', "NaN"),
        ('{"value": Infinity}', '$.answers["B.I.a.1"].value', "Infinity"),
        ('{"value": 1e999}', '$.answers["B.I.a.1"].value', "1e999"),
        ('{"value": "5"}', '$.answers["B.I.a.1"].value', "lebih dari 4"),
        ('{"value": "-1"}', '$.answers["B.I.a.1"].value', "negatif"),
        ('{"value": ' + "9" * 9000 + "}", '$.answers["B.I.a.1"].value', "digit"),
    ],
)
def test_numbers_that_are_not_exact_are_refused(
    tmp_path: Path, entry: str, where: str, what: str
) -> None:
    text = json.dumps(sheet({})).replace('"answers": {}', f'"answers": {{"B.I.a.1": {entry}}}')

    (line,) = refused("score", written(tmp_path / "s.json", text))

    assert line.startswith(f"{where}: B.I.a.1: ")
    assert what in line


def test_every_fault_has_its_own_line(tmp_path: Path) -> None:
    answers = {
        "Z.I.1": {"value": "A"},
        "A.I.1.i.a": {"value": "Mungkin"},
        "A.II.1.i.a": {"inputs": {"agen_perubahan": -4, "perubahan_dibuat": 1.5}},
    }
    path = written(tmp_path / "s.json", json.dumps(sheet(answers)))

    lines = refused("score", path)

    assert [line.partition(": ")[0] for line in lines] == [
        '$.answers["Z.I.1"]',
        '$.answers["A.I.1.i.a"].value',
        '$.answers["A.II.1.i.a"].inputs.agen_perubahan',
        '$.answers["A.II.1.i.a"].inputs.perubahan_dibuat',
    ]
    assert lines[0].endswith("kode Z.I.1 tidak ada pada lke-2021")
    assert lines[1].endswith("jawaban “Mungkin” bukan salah satu pilihan (Ya, Tidak)")
    assert lines[2].endswith("“-4” negatif; isi angka 0 atau lebih")
    assert lines[3].endswith("hitungan perubahan_dibuat 1.5 harus bilangan bulat")


def test_yaml_faults_name_their_line(tmp_path: Path) -> None:
    text = "instrument: lke-2021\nunit: x\nyear: 2025\ntarget: wbk\nanswers:\n  A.I.1.i.a:\n"
    text += "    value: Z\n"

    (line,) = refused("score", written(tmp_path / "s.yaml", text))

    assert line.startswith("baris 7: A.I.1.i.a: ")


@pytest.mark.parametrize(
    ("name", "content", "what"),
    [
        ("s.json", "", "JSON tidak dapat dibaca"),
        ("s.json", "{", "baris 1: JSON tidak dapat dibaca"),
        ("s.json", '{"a": 1, "a": 2}', "“a” ditulis dua kali"),
        ("s.json", b"\xff\xfe{}", "bukan UTF-8"),
        ("s.json", "[" * 100_000, "bersarang terlalu dalam"),
        ("s.json", "[]", "satu lembar terisi"),
        ("s.json", "{}", "“instrument” tidak ada"),
        ("s.json", '{"instrument": "lke-1999"}', "lke-1999 tidak dikenal"),
        ("s.json", '{"instrument": 3}', "3 tidak dikenal"),
        ("s.yaml", "a: &a [x]\nb: [*a, *a]", "jangkar YAML"),
        ("s.yaml", "", "berkas kosong"),
        ("s.yaml", "a: [", "YAML tidak dapat dibaca"),
        ("s.xlsm", "x", "jenis berkas tidak dikenal"),
        ("s.txt", "x", "jenis berkas tidak dikenal"),
        ("s", "x", "jenis berkas tidak dikenal"),
        ("s.xlsx", "bukan buku kerja", "bukan buku kerja Excel"),
    ],
)
def test_files_that_are_no_sheet_are_refused(
    tmp_path: Path, name: str, content: str | bytes, what: str
) -> None:
    (line,) = refused("score", written(tmp_path / name, content))

    assert what in line


def test_a_sheet_of_50_megabytes_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "s.json"
    with path.open("wb") as file:
        file.truncate(50_000_000)

    (line,) = refused("score", path)

    assert line == "berkas: berkas lebih besar dari 8 MB"


@pytest.mark.parametrize("name", ["tidak-ada.json", "."])
def test_a_file_that_is_not_there_is_one_line(tmp_path: Path, name: str) -> None:
    (line,) = refused("score", tmp_path / name if name != "." else tmp_path / "x.json" / name)

    assert "tidak dapat dibaca" in line


def test_a_folder_is_no_sheet(tmp_path: Path) -> None:
    folder = tmp_path / "s.json"
    folder.mkdir()

    (line,) = refused("score", folder)

    assert "tidak dapat dibaca" in line


def test_unknown_options_leave_with_2() -> None:
    assert bening("score").returncode == 2
    assert bening("score", FULL, "--target", "wbx").returncode == 2
    assert bening("instruments").returncode == 2
    (line,) = refused("score", FULL, "--instrument", "lke-1999")
    assert "lke-1999 tidak dikenal" in line


def test_a_workbook_is_scored_too(tmp_path: Path) -> None:
    instrument = load("lke-2021")
    answers: dict[str, Answer] = {"A.I.1.i.a": Choice("Ya"), "B.I.a.1": Index(Decimal("3.6"))}
    content = SheetContent(
        instrument=instrument,
        unit="Balai Contoh",
        agency="Badan Contoh",
        year=2025,
        target=Designation.WBBM,
        answers=answers,
        generated_at=datetime(2025, 3, 1, tzinfo=UTC),
    )
    path = written(tmp_path / "s.xlsx", write_workbook(content))

    done = bening("score", path, "--format", "json")

    assert done.returncode == 0, done.stderr
    assert json.loads(done.stdout)["total"] == "16"


@pytest.mark.filterwarnings("ignore:.*xtension is not supported")
def test_a_workbook_with_a_cell_that_says_nothing_known_is_refused(tmp_path: Path) -> None:
    content = SheetContent(
        instrument=load("lke-2021"),
        unit="Balai Contoh",
        agency="Badan Contoh",
        year=2025,
        target=Designation.WBK,
        answers={"A.I.1.i.a": Choice("Ya")},
        generated_at=datetime(2025, 3, 1, tzinfo=UTC),
    )
    path = written(tmp_path / "s.xlsx", write_workbook(content))
    book = openpyxl.load_workbook(path)
    (cell,) = [c for row in book.worksheets[0].iter_rows() for c in row if c.value == "Ya"][:1]
    cell.value = "Barangkali"
    book.save(path)

    lines = refused("score", path)

    assert len(lines) == 1
    assert f"!{cell.coordinate}: " in lines[0]
    assert "Barangkali" in lines[0]


def test_a_workbook_instrument_is_checked(tmp_path: Path) -> None:
    template = write_template(load("lke-2021"), generated_at=datetime(2025, 3, 1, tzinfo=UTC))

    done = bening("instruments", "check", written(tmp_path / "own.xlsx", template))

    assert (done.returncode, done.stderr) == (0, "")
    assert "113 butir" in done.stdout
    (line,) = refused("instruments", "check", written(tmp_path / "no.xlsx", "x"))
    assert line.startswith("no.xlsx: ")


def test_a_terminal_without_unicode_still_shows_the_score() -> None:
    done = process("score", OFFICE, env={"PYTHONIOENCODING": "ascii"})

    assert done.returncode == 0
    assert "91,18" in done.stdout


def test_a_reader_that_goes_away_is_no_error() -> None:
    command = [sys.executable, "-m", "bening", "score", str(OFFICE)]
    with subprocess.Popen(
        command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()

        assert running.stderr.read() == ""
        assert running.wait(timeout=60) == 0


def test_scoring_loads_neither_django_nor_anything_heavy() -> None:
    code = (
        "import sys\n"
        "from bening.instruments.commands import score\n"
        f"score.run([{str(OFFICE)!r}, '--format', 'json'])\n"
        "heavy = {'django', 'pydantic', 'numpy', 'yaml', 'ruamel', 'openpyxl', 'xlsxwriter'}\n"
        "print(sorted(heavy & {n.partition('.')[0] for n in sys.modules}), file=sys.stderr)"
    )

    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )

    assert done.stderr.strip() == "[]"


def test_instruments_are_listed_and_shown() -> None:
    listed = bening("instruments", "list")
    shown = bening("instruments", "show", "lke-2021")

    assert (listed.returncode, shown.returncode) == (0, 0)
    assert [line for line in listed.stdout.splitlines() if line.startswith("lke-")] == [
        "lke-2021    Lembar Kerja Evaluasi Zona Integritas",
        "lke-2014    Lembar Kerja Evaluasi Zona Integritas (lama)",
    ]
    assert load("lke-2021").sha256 in listed.stdout
    for code in ("A.I.1.i.a", "A.II.5.iii.b", "B.II.a.1"):
        assert code in shown.stdout
    (line,) = refused("instruments", "show", "lke-1999")
    assert "tidak dikenal" in line


def test_instruments_are_checked(tmp_path: Path) -> None:
    source = (FOLDER / "lke-2021" / "instrument.yaml").read_text(encoding="utf-8")
    own = source.replace("id: lke-2021\n", "id: lke-2021-a\n", 1)
    broken = own.replace('weight: "0.5"', 'weight: "0.6"', 1).replace('min: "40"', 'min: "99"', 1)

    done = bening("instruments", "check", written(tmp_path / "own.yaml", own))
    lines = refused("instruments", "check", written(tmp_path / "broken.yaml", broken))

    assert done.returncode == 0
    assert done.stdout.startswith("Tidak ada kesalahan.")
    assert "113 butir" in done.stdout
    least, area = (
        broken[: broken.index(text)].count("\n") + 1 for text in ('"99"', 'weight: "4"\n')
    )
    assert lines == [
        f"baris {least}: nilai minimal 99 melebihi bobotnya, 60",
        f"baris {area}: bobot A.I.1 4, tetapi bagiannya berjumlah 4.1",
    ]
    assert "tidak dapat dibaca" in refused("instruments", "check", tmp_path / "none.yaml")[0]


def test_the_exit_code_and_the_streams_of_the_process(tmp_path: Path) -> None:
    scored = process("score", FULL, "--format", "json")
    broken = process("score", written(tmp_path / "s.json", "{"))

    assert (scored.returncode, scored.stderr) == (0, "")
    assert json.loads(scored.stdout)["total"] == "100"
    assert (broken.returncode, broken.stdout) == (2, "")
    assert broken.stderr == "baris 1: JSON tidak dapat dibaca, kolom 2\n"


def test_the_command_names_what_it_can() -> None:
    done = bening("--help")

    assert done.returncode == 0
    assert "score FILE" in done.stdout
    assert bening("--version").stdout.strip() == "0.1.0"
