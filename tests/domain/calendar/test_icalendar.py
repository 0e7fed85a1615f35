"""The calendar that is written is read back by a reader made from the standard alone."""

from datetime import UTC, date, datetime

from hypothesis import given
from hypothesis import strategies as st

from bening.domain.icalendar import CONTROLS, DayEvent, calendar, escaped, folded
from tests.domain.calendar import ics

AT = datetime(2026, 4, 15, 3, 0, 7, tzinfo=UTC)
texts = st.text(max_size=300)


@given(st.lists(texts.filter(str.strip), min_size=1, max_size=4), texts)
def test_what_is_written_is_read_back(summaries: list[str], name: str) -> None:
    events = [
        DayEvent(uid=f"{number}@x", day=date(2026, 5, 31), summary=text, description=text)
        for number, text in enumerate(summaries)
    ]

    found = ics.read(calendar(name, events, made_at=AT, language="id"))

    meant = [CONTROLS.sub("", t.replace("\r\n", "\n").replace("\r", "\n")) for t in summaries]
    assert [ics.unescaped(event["SUMMARY"]) for event in found] == meant
    assert [ics.unescaped(event.get("DESCRIPTION", "")) for event in found] == meant


def test_an_event_takes_one_whole_day() -> None:
    event = DayEvent(
        "a@bening", date(2026, 12, 31), "Batas; akhir, tahun", url="https://x.example/a"
    )

    (found,) = ics.read(calendar("Kalender", [event], made_at=AT, language="id"))

    assert found == {
        "UID": "a@bening",
        "DTSTAMP": "20260415T030007Z",
        "DTSTART;VALUE=DATE": "20261231",
        "DTEND;VALUE=DATE": "20270101",
        "SUMMARY": "Batas\\; akhir\\, tahun",
        "TRANSP": "TRANSPARENT",
        "URL": "https://x.example/a",
    }


@given(texts)
def test_folding_loses_nothing_and_cuts_no_letter(text: str) -> None:
    line = f"SUMMARY:{escaped(text)}"
    first, *rest = folded(line)

    assert first + "".join(piece[1:] for piece in rest) == line
    assert all(len(piece.encode()) <= 75 for piece in (first, *rest))


@given(texts)
def test_no_text_starts_a_line_of_its_own(text: str) -> None:
    assert "\r" not in escaped(text)
    assert "\n" not in escaped(text)
