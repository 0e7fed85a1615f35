"""Scores worked out a second time, by another road: plain fractions, each ratio spelled out.

Nothing of `bening` is imported. The ratios below are typed from Annex III, not read from the
instrument's formulas, so that a slip in a formula or in its parser shows. Run as a program it
writes `expected/` anew; a person then reads the difference before it is kept.
"""

import json
from fractions import Fraction
from pathlib import Path
from typing import Any

import yaml

HERE = Path(__file__).parent
INSTRUMENTS = HERE.parents[1] / "bening" / "instruments"

Json = dict[str, Any]


def share(part: Fraction, whole: Fraction, nothing: int) -> Fraction:
    """part/whole between 0 and 1; `nothing` when both are 0, 0 when only the whole is."""
    if whole == 0:
        return Fraction(nothing if part == 0 else 0)
    return min(max(part / whole, Fraction(0)), Fraction(1))


def ratio_2021(code: str, n: dict[str, Fraction]) -> Fraction:
    match code:
        case "A.II.1.i.a":
            return share(n["perubahan_dibuat"], n["agen_perubahan"], 0)
        case "A.II.1.i.b":
            return share(n["perubahan_terintegrasi"], n["perubahan_dibuat"], 0)
        case "A.II.3.iii.a":
            before, now = n["pelanggaran_tahun_lalu"], n["pelanggaran_tahun_ini"]
            if before == 0:
                return Fraction(1 if now == 0 else 0)
            return min(max((before - now) / before, Fraction(0)), Fraction(1))
        case "A.II.4.i.a":
            return share(n["sasaran_tercapai"], n["sasaran_total"], 0)
        case "A.II.5.ii.a":
            return share(n["pengaduan_selesai"], n["pengaduan_wajib"], 1)
        case "A.II.5.iii.a":
            return share(n["sudah_lhkpn"], n["wajib_lhkpn"], 1)
        case "A.II.5.iii.b":
            return share(n["sudah_non_lhkpn"], n["wajib_non_lhkpn"], 1)
        case "A.II.6.i.b":
            return share(n["layanan_dipermudah"], n["layanan_terdaftar"], 0)
    raise KeyError(code)


def ratio_2014(code: str, n: dict[str, Fraction]) -> Fraction:
    assert code == "B.I.b.1", code
    return share(n["temuan_selesai"], n["temuan_total"], 1)


RATIOS = {"lke-2021": ratio_2021, "lke-2014": ratio_2014}
CHOICES: dict[tuple[str, ...], list[Fraction | int]] = {
    ("Ya", "Tidak"): [1, 0],
    ("A", "B", "C"): [1, Fraction(1, 2), 0],
    ("A", "B", "C", "D"): [1, Fraction(67, 100), Fraction(33, 100), 0],
    ("A", "B", "C", "D", "E"): [1, Fraction(3, 4), Fraction(1, 2), Fraction(1, 4), 0],
}


def value(instrument: str, question: Json, answer: Json | None) -> Fraction:
    if answer is None or (answer.get("value") is None and "inputs" not in answer):
        return Fraction(0)
    if "inputs" in answer:
        numbers = {name: Fraction(str(number)) for name, number in answer["inputs"].items()}
        try:
            return RATIOS[instrument](question["code"], numbers)
        except KeyError:
            return Fraction(0)  # a count is missing: unanswered
    if "criteria" in question:
        keys = tuple(criterion["key"] for criterion in question["criteria"])
        return Fraction(CHOICES[keys][keys.index(answer["value"])])
    return Fraction(answer["value"]) / 4


def reckon(sheet: Json) -> Json:  # noqa: C901 - one loop a level, as on the sheet
    """Every node's exact score as text, and each minimum met or not."""
    name = sheet["instrument"]
    form = yaml.safe_load((INSTRUMENTS / name / "instrument.yaml").read_text(encoding="utf-8"))
    scores: dict[str, Fraction] = {}
    weights: dict[str, Fraction] = {}
    for component in form["components"]:
        for sub in component["subcomponents"]:
            for area in sub.get("areas", [sub]):
                for indicator in area["indicators"]:
                    asked = indicator["questions"]
                    values = [value(name, q, sheet["answers"].get(q["code"])) for q in asked]
                    mean = sum(values, Fraction()) / len(asked)
                    for q, got in zip(asked, values, strict=True):
                        scores[q["code"]] = got * Fraction(indicator["weight"]) / len(asked)
                    points = mean * Fraction(indicator["weight"])
                    chain = {indicator["code"], area["code"], sub["code"], component["code"]}
                    for code in {*chain, "TOTAL"}:
                        scores[code] = scores.get(code, Fraction(0)) + points
                        weights[code] = weights.get(code, Fraction(0)) + Fraction(
                            indicator["weight"]
                        )
    passed = {}
    for target in ("wbk", "wbbm"):
        for rule in form["thresholds"][target]:
            if "min" in rule:
                passed[f"{target} {rule['id']}"] = scores[rule["ref"]] >= Fraction(rule["min"])
                continue
            for area in range(1, 7):
                codes = [f"{sub}.{area}" for sub in rule["combine"]]
                got = sum((scores[code] for code in codes), Fraction())
                whole = sum((weights[code] for code in codes), Fraction())
                met = got >= whole * Fraction(rule["min_ratio"])
                passed[f"{target} {rule['id']}:{area}"] = met
    return {"scores": {code: str(scores[code]) for code in sorted(scores)}, "passed": passed}


def main() -> None:
    for path in sorted((HERE / "sheets").glob("*.json")):
        expected = reckon(json.loads(path.read_text(encoding="utf-8")))
        text = json.dumps(expected, indent=1) + "\n"
        (HERE / "expected" / path.name).write_text(text, encoding="utf-8")


if __name__ == "__main__":
    main()
