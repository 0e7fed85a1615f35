"""The player in a real browser, under the content policy, on a page of the test's own."""

import functools
import json
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest
from django.conf import settings
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from bening.domain.queueing.voice import announcement
from bening.queues import voice_clips
from tests.journeys.conftest import CHROMIUM, PATIENCE, QUIET
from tests.servers import ROOT

pytestmark = [pytest.mark.browser, pytest.mark.once]

STATIC = ROOT / "bening/queues/static"
TABLE = {
    name: [f"/queues/voice/id/{name}.mp3", clip["before"], clip["after"], clip["words"]]
    for name, clip in voice_clips.manifest()["clips"].items()
}
POLICY = "; ".join(
    f"{name} {' '.join(sources)}"
    for name, sources in settings.CONTENT_SECURITY_POLICY["DIRECTIVES"].items()
)
PAGE = """<!doctype html><html lang="id"><head><title>Suara</title>
<script type="module" src="/watch.js"></script>
<script type="module" src="/queues/voice.js"></script></head><body>
<section data-voice {attributes} data-voice-clips='{table}' data-text-ready="Suara menyala"
 data-text-muted="Suara dimatikan" data-text-waiting="Tekan untuk menyalakan suara"
 data-text-silent="Suara gagal">
<button data-voice-start hidden>Nyalakan suara</button>
<button data-voice-mute aria-pressed="false">Matikan suara</button>
<p data-voice-state role="status"></p></section></body></html>"""
WATCH = """window.told = [];
document.addEventListener("bening:voice", (event) => window.told.push(event.detail));
document.addEventListener(
  "securitypolicyviolation", (event) => window.breaches.push(event.blockedURI));"""
TAP = """window.breaches = []; window.starts = []; window.loudest = 0; window.decodings = 0;
const start = AudioBufferSourceNode.prototype.start;
AudioBufferSourceNode.prototype.start = function (at, offset, seconds) {
  window.starts.push({ at, offset, seconds, whole: this.buffer.duration });
  return start.call(this, at, offset, seconds);
};
const decode = BaseAudioContext.prototype.decodeAudioData;
BaseAudioContext.prototype.decodeAudioData = function (...given) {
  window.decodings += 1;
  return decode.apply(this, given);
};
const connect = AudioNode.prototype.connect;
AudioNode.prototype.connect = function (to, ...rest) {
  if (to instanceof AudioDestinationNode) {
    const tap = this.context.createAnalyser();
    const wave = new Float32Array(tap.fftSize);
    connect.call(this, tap);
    setInterval(() => {
      tap.getFloatTimeDomainData(wave);
      window.loudest = Math.max(window.loudest, ...wave.map(Math.abs));
    }, 30);
  }
  return connect.call(this, to, ...rest);
};"""
NO_WEB_AUDIO = """window.breaches = []; window.played = [];
delete window.AudioContext; delete window.webkitAudioContext;
const play = HTMLMediaElement.prototype.play;
HTMLMediaElement.prototype.play = function () {
  if (!this.muted) window.played.push([this.src.split("/").pop(), this.volume]);
  return play.call(this);
};"""
INDONESIAN = """window.spoken = [];
Object.defineProperty(window, "speechSynthesis", { value: {
  getVoices: () => VOICES, cancel() {}, addEventListener() {},
  speak(one) {
    window.spoken.push([one.text, one.lang, one.rate]);
    setTimeout(() => one.onend(), 300);
  },
} });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };"""


class Files(SimpleHTTPRequestHandler):
    """Static files, and the page with the attributes that a test asks for."""

    attributes = ""
    missing: frozenset[str] = frozenset()

    def do_GET(self) -> None:
        if self.path in self.missing:
            self.send_error(404)
        elif self.path == "/":
            page = PAGE.format(attributes=Files.attributes, table=json.dumps(TABLE))
            self.answer(page, "text/html")
        elif self.path == "/watch.js":
            self.answer(WATCH, "text/javascript")
        elif self.path == "/favicon.ico":
            self.answer("", "image/x-icon")
        else:
            super().do_GET()

    def answer(self, text: str, kind: str) -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.send_header("Content-Security-Policy", POLICY)
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base names it
        """Keeps quiet."""


@pytest.fixture(scope="module")
def address() -> Iterator[str]:
    """Where the page is served."""
    handler = functools.partial(Files, directory=str(STATIC))
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """Debian's Chromium, that lets no page sound before a click."""
    policy = "--autoplay-policy=user-gesture-required"
    with sync_playwright() as started:
        chromium = started.chromium.launch(executable_path=CHROMIUM, args=[*QUIET, policy])
        yield chromium
        chromium.close()


@dataclass
class Hall:
    """A page whose voice is tried."""

    page: Page
    ids: Iterator[int] = field(default_factory=lambda: iter(range(10_000)))

    def start(self) -> None:
        """The one click."""
        self.page.get_by_role("button", name="Nyalakan suara").click()
        expect(self.page.get_by_role("status")).to_have_text("Suara menyala")

    def call(self, number: str = "A-012", counter: int = 3, **more: Any) -> str:
        """Announces; the id."""
        call = {"id": f"c{next(self.ids)}", "clips": list(announcement(number, counter)), **more}
        self.page.evaluate(
            "(call) => document.dispatchEvent(new CustomEvent('bening:announce', {detail: call}))",
            call,
        )
        return str(call["id"])

    def told(self) -> list[tuple[str, str, str | None]]:
        """What the voice said of its calls, in order."""
        told = self.page.evaluate("window.told")
        return [(each["phase"], each.get("id"), each.get("reason")) for each in told]

    def until(self, phase: str, identity: str) -> None:
        """Waits until the voice says this of the call."""
        self.page.wait_for_function(
            "([phase, id]) => window.told.some((one) => one.phase === phase && one.id === id)",
            arg=[phase, identity],
            timeout=60_000,
        )

    def starts(self) -> list[dict[str, float]]:
        """When each clip was set to sound, in seconds of the audio device."""
        starts: list[dict[str, float]] = self.page.evaluate("window.starts")
        return starts


Open = Callable[..., Hall]


@pytest.fixture
def hall(browser: Browser, address: str) -> Iterator[Open]:
    """Opens the page. At the end no breach of the content policy, no fault."""
    opened: list[tuple[BrowserContext, Page, list[str]]] = []

    def open_(
        attributes: str = "", before: str = TAP, missing: frozenset[str] = frozenset()
    ) -> Hall:
        Files.attributes, Files.missing = attributes, missing
        context = browser.new_context(locale="id-ID", timezone_id="Asia/Jakarta")
        context.set_default_timeout(PATIENCE)
        context.add_init_script(before)
        page = context.new_page()
        faults: list[str] = []
        page.on("pageerror", lambda error: faults.append(str(error)))
        opened.append((context, page, faults))
        page.goto(address)
        page.wait_for_function("document.querySelector('[data-voice]').dataset.voiceNow")
        return Hall(page)

    yield open_
    for context, page, faults in opened:
        breaches = page.evaluate("window.breaches")
        context.close()
        assert breaches == []
        assert faults == []


def test_nothing_sounds_before_the_click_and_one_click_is_enough(hall: Open) -> None:
    here = hall()
    early = here.call()
    here.page.wait_for_timeout(400)
    assert here.starts() == []
    assert here.told() == []

    here.start()
    here.until("end", early)

    assert len(here.starts()) == len(announcement("A-012", 3))
    assert 0.1 < here.page.evaluate("window.loudest") <= 1.0  # it really sounds, and is not cut
    assert here.page.get_by_role("button", name="Nyalakan suara").count() == 0


def test_two_calls_at_once_are_said_one_after_another_with_their_pauses(hall: Open) -> None:
    here = hall()
    here.start()
    first, second = here.call("A-012", 3), here.call("B-007", 12)
    here.until("end", second)

    assert here.told() == [
        ("begin", first, None),
        ("end", first, None),
        ("begin", second, None),
        ("end", second, None),
    ]
    starts = here.starts()
    names = [*announcement("A-012", 3), *announcement("B-007", 12)]
    assert len(starts) == len(names)
    for before, after, one, other in zip(starts, starts[1:], names, names[1:], strict=False):
        silence = after["at"] - before["at"] - before["seconds"]
        if other == "chime":
            assert silence > 0
        else:
            assert silence == pytest.approx(max(TABLE[one][2], TABLE[other][1]) / 1000, abs=1e-6)
    for name, start in zip(names, starts, strict=True):  # what decoders add is not played
        made = voice_clips.manifest()["clips"][name]["seconds"]
        assert start["seconds"] == pytest.approx(made, abs=0.12), name
        assert start["offset"] + start["seconds"] <= start["whole"] + 1e-6
    assert here.page.evaluate("window.decodings") == len(set(names))  # each once


def test_repeats_give_way_to_the_next_call(hall: Open) -> None:
    here = hall('data-voice-repeat="3" data-voice-pause="200"')
    here.start()
    first, second = here.call("A-001", 1), here.call("A-002", 2)
    here.until("end", second)

    length = len(announcement("A-001", 1))
    assert len(here.starts()) == length + 3 * length
    assert [told[1] for told in here.told() if told[0] == "begin"] == [first, second]


def test_a_call_that_comes_again_after_reconnect_or_reload_is_said_once(hall: Open) -> None:
    here = hall()
    here.start()
    here.call(id="x", clips=["digit_1"])
    here.call(id="x", clips=["digit_1"])
    here.until("end", "x")
    here.page.reload()
    here.start()
    here.call(id="x", clips=["digit_1"])

    assert here.told() == [("dropped", "x", "said")]
    assert here.starts() == []


def test_calls_older_than_a_minute_are_dropped_whatever_the_clock_of_the_screen(hall: Open) -> None:
    here = hall()
    here.start()
    old = here.call(at=1_000, now=62_000)
    fresh = here.call(at=1_000, now=60_000, clips=["digit_1"])
    here.until("end", fresh)

    assert here.told()[0] == ("dropped", old, "old")
    assert len(here.starts()) == 1


def test_calls_that_wait_for_the_click_longer_than_a_minute_are_dropped(hall: Open) -> None:
    here = hall()
    old = here.call(at=0, now=59_500)
    here.page.wait_for_timeout(700)
    here.start()
    here.until("dropped", old)

    assert here.told() == [("dropped", old, "old")]


def test_only_calls_of_its_zones_are_said(hall: Open) -> None:
    here = hall('data-voice-zones="depan, samping"')
    here.start()
    here.call(zone="belakang", clips=["digit_1"])
    mine = here.call(zone="samping", clips=["digit_2"])
    here.until("end", mine)

    assert [told[1] for told in here.told()] == [mine, mine]


def test_mute_is_silence_at_once_and_nothing_is_made_up_for(hall: Open) -> None:
    here = hall()
    here.start()
    first, second = here.call("A-001", 1), here.call("A-002", 2)
    here.until("begin", first)
    here.page.get_by_role("button", name="Matikan suara").click()
    here.until("end", first)
    third = here.call("A-003", 3)
    expect(here.page.get_by_role("status")).to_have_text("Suara dimatikan")
    assert ("dropped", second, "muted") in here.told()
    assert ("dropped", third, "muted") in here.told()

    here.page.get_by_role("button", name="Matikan suara").click()
    fourth = here.call(clips=["digit_4"])
    here.until("end", fourth)

    assert ("begin", third, None) not in here.told()


def test_the_hour_decides_the_volume(hall: Open) -> None:
    here = hall()
    volume = """async ([hour, zone]) => (await import("/queues/voice.js")).volumeAt(
      [["17:00", 0], ["07:00", 0.9], ["12:00", 0.5]], new Date(`2026-11-18T${hour}:00Z`), zone)"""

    def at(hour: str, zone: str) -> float:
        return float(here.page.evaluate(volume, [hour, zone]))

    assert at("00:00", "Asia/Jakarta") == 0.9  # 07.00 WIB
    assert at("04:59", "Asia/Jakarta") == 0.9
    assert at("05:00", "Asia/Jakarta") == 0.5
    assert at("23:00", "Asia/Jakarta") == 0  # 06.00: the last of the day before holds
    assert at("23:00", "Asia/Makassar") == 0.9  # an hour later there
    assert at("08:00", "Asia/Jayapura") == 0


def test_at_an_hour_without_voice_nothing_sounds(hall: Open) -> None:
    here = hall("""data-voice-volumes='[["00:00", 0]]'""")
    here.start()
    call = here.call()
    here.until("end", call)

    assert here.starts() == []


def test_a_number_with_a_piece_missing_is_not_half_said(hall: Open) -> None:
    here = hall(missing=frozenset({"/queues/voice/id/digit_1.mp3"}))
    here.start()
    broken = here.call("A-012", 3)
    whole = here.call("A-022", 3)
    here.until("end", whole)

    assert ("dropped", broken, "failed") in here.told()
    assert len(here.starts()) == len(announcement("A-022", 3))


def test_without_web_audio_elements_play_the_clips(hall: Open) -> None:
    here = hall("""data-voice-volumes='[["00:00", 0.4]]'""", before=NO_WEB_AUDIO)
    here.start()
    call = here.call("A-012", 3)
    here.until("end", call)

    names = [f"{name}.mp3" for name in announcement("A-012", 3)]
    assert here.page.evaluate("window.played") == [[name, 0.4] for name in names]


def test_the_voice_of_the_browser_where_it_is_wanted_and_there(hall: Open) -> None:
    voices = 'const VOICES = [{ lang: "en-US" }, { lang: "id_ID" }];'
    here = hall('data-voice-engine="browser"', before=TAP + voices + INDONESIAN)
    here.start()
    call = here.call("A-012", 3)
    here.until("end", call)

    words = "nomor antrean, a, nol, satu, dua, silakan menuju loket, tiga"
    assert here.page.evaluate("window.spoken") == [[words, "id-ID", 0.88]]
    assert here.starts() == []


def test_without_an_indonesian_voice_the_clips_are_played(hall: Open) -> None:
    voices = 'const VOICES = [{ lang: "en-US" }];'
    here = hall('data-voice-engine="browser"', before=TAP + voices + INDONESIAN)
    here.start()
    call = here.call("A-012", 3)
    here.until("end", call)

    assert here.page.evaluate("window.spoken") == []
    assert len(here.starts()) == len(announcement("A-012", 3))
