"""What reviewers do at their screens: teams, rounds, values by keys, sending on, closing."""

from playwright.sync_api import expect

from tests.journeys.life_seed import UNIT
from tests.journeys.lives import Human
from tests.journeys.test_review import listed, shown

ALL = "?saring=semua"


def assigns(former: Human, team: str) -> None:
    """Whoever forms the teams sees a unit without one, and gives it a team."""
    former.turn(UNIT, "Tugaskan tim")
    former.page.get_by_role("link", name=former.life.told["team_names"][team]).click()
    last = former.life.now.date().replace(month=12, day=31).isoformat()
    former.fill({"Unit kerja": {"index": 1}, "Mulai": former.life.today, "Sampai": last})
    former.press("Tugaskan")
    former.has_no_barriers()
    former.has_no_turn(UNIT, "Tugaskan tim")


def opens_the_round(human: Human) -> None:
    human.turn(UNIT, "Buka evaluasi")
    human.press(f"Buka evaluasi {UNIT}")
    human.reads("Evaluasi dibuka.")


def goes_to_the_sheet(human: Human, round_name: str) -> str:
    """Follows the turn, says that there are no ties, opens the sheet; its address."""
    human.turn(UNIT, round_name)
    says_that_there_are_no_ties(human)
    human.page.get_by_role("link", name="Buka lembar penilaian").click()
    human.page.wait_for_url("**/lembar/**")
    return human.page.url.split("?")[0]


def says_that_there_are_no_ties(human: Human) -> None:
    """Once for each program, before the first value."""
    if human.page.get_by_role("heading", name="Nyatakan benturan kepentingan").count():
        human.fill({"Tidak ada benturan kepentingan": True})
        human.press("Nyatakan")


def lowers(human: Human, code: str, advice: str) -> None:
    """Values a question with its last option by keys, with a note and what is recommended."""
    opens(human, code)
    keys = human.page.keyboard
    keys.press(str(human.page.locator("#panel [name=value][type=radio]").count()))
    keys.press("n")
    keys.type("Belum terlihat di lapangan.")
    keys.press("Escape")
    keys.press("r")
    keys.type(advice)
    keys.press("Control+Enter")
    is_valued(human, code)


def confirms(human: Human, code: str) -> None:
    """Says by keys that the value proposed is right."""
    opens(human, code)
    keys = human.page.keyboard
    keys.press("s")
    keys.press("n")
    keys.type("Sesuai bukti.")
    keys.press("Control+Enter")
    is_valued(human, code)


def opens(human: Human, code: str) -> None:
    base = human.page.url.split("?")[0]
    human.page.goto(f"{base}{ALL}&butir={code}")
    shown(human.page, code)


def is_valued(human: Human, code: str) -> None:
    expect(human.page.locator(f"tr[data-row='{code}'][data-untouched]")).to_have_count(0)


def confirms_the_rest(human: Human, weak: str = "") -> None:
    """What is left is valued as it was proposed: long typing, done through the same action.

    Questions whose code begins with `weak` get their last option.
    """
    base = human.page.url.split("?")[0]
    round_ = base.rstrip("/").split("/")[-2]
    human.life.type("value_the_rest", human, round_=round_, weak=weak)
    human.page.goto(f"{base}{ALL}")
    expect(human.page.locator("#rv-strip")).to_contain_text("sudah dinilai.")


def types_the_survey(human: Human, code: str) -> None:
    """The field team types the index of an external survey with its source."""
    opens(human, code)
    human.fill(
        {
            "Indeks survei": "3.62",
            "Pelaksana survei": "BPS Kota Tirtamaya",
            "Jumlah responden": 142,
            "Tanggal selesai survei": human.life.today,
            "Catatan": "Survei eksternal kepada pengguna layanan.",
        },
        human.page.locator("#panel"),
    )
    human.page.locator("#panel").get_by_role("button", name="Simpan", exact=True).click()
    is_valued(human, code)


def values(
    human: Human,
    round_name: str,
    found: dict[str, str] | None = None,
    surveys: tuple[str, ...] = (),
    weak: str = "",
) -> list[str]:
    """One tier values what it is shown; the codes that it was shown."""
    goes_to_the_sheet(human, round_name)
    codes = listed(human.page)
    lowered = found or {}
    for code in surveys:
        types_the_survey(human, code)
    for code, advice in lowered.items():
        lowers(human, code, advice)
    by_keys = [one for one in codes if one not in lowered and not (weak and one.startswith(weak))]
    for code in by_keys[:2]:
        confirms(human, code)
    if len(codes) > len(lowered) + 2:
        confirms_the_rest(human, weak)
    human.page.get_by_role("link", name="Kirim atau kembalikan").click()
    return codes


def hands_on(human: Human, round_name: str) -> None:
    """Sends what the tier valued to the next one."""
    human.press("Kirim ke tingkat berikutnya")
    human.has_no_turn(UNIT, round_name)


def closes(human: Human, outcome: str, *, reason: str = "") -> None:
    """Closes the round that is open on the page, with its report where there is one."""
    fields = {outcome: True} | ({"Alasan atau catatan": reason} if reason else {})
    human.fill(fields)
    if human.page.get_by_label("Nomor laporan").count():
        human.fill({"Nomor laporan": human.life.number(), "Tanggal laporan": human.life.today})
    human.has_no_barriers()
    human.press("Tutup evaluasi")
    human.reads("Ditutup oleh")


def is_refused_to_close(human: Human, outcome: str, why: str) -> None:
    """The outcome is not to be had; the page says what is missing and keeps what was typed."""
    human.fill({outcome: True})
    human.fill({"Nomor laporan": human.life.number(), "Tanggal laporan": human.life.today})
    human.press("Tutup evaluasi")
    expect(human.page.get_by_role("alert")).to_contain_text(why)
    expect(human.page.get_by_label("Nomor laporan")).not_to_be_empty()
