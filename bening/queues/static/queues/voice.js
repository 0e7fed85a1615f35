/* The voice of a hall: calls are said one after another, never two at once.

   <section data-voice data-voice-clips='{"digit_0": ["/static/…mp3", 40, 70, "nol"], …}'
            data-voice-zones="depan,samping"      zones heard from here; without it, all
            data-voice-repeat="2" data-voice-pause="900"   how often, and the pause between, in ms
            data-voice-volumes='[["07:00", 0.9], ["12:00", 0.5], ["17:00", 0]]'
            data-voice-time-zone="Asia/Makassar"  of those hours; without it, that of the machine
            data-voice-engine="clips"             or "browser"
            data-text-waiting data-text-ready data-text-muted data-text-silent>
     <button data-voice-start hidden>…</button> <button data-voice-mute aria-pressed="false">…</button>
     <p data-voice-state role="status"></p>
   </section>

   A call comes as `announce({id, clips, at, now, zone})` or as the event "bening:announce" of the
   document with the same as its detail. `at` and `now` are the server's times in milliseconds: when the
   number was called and when this was sent, so that the clock of the screen doesn't matter.
   The element sends "bening:voice" with {phase: "begin" | "end" | "dropped" | "asleep", id, reason}. */

import { allowedSpeaker, Clips, playElements, schedule } from "./voice_sound.js";
import { speakInBrowser } from "./voice_speech.js";

const STALE = 60_000; // milliseconds after which nobody comes for a call any more
const BEHIND = 180_000; // the same for calls that waited their turn behind others
const REMEMBERED = 500;
const KEPT = "bening-voice-said";

const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });

/** Ids that were said, kept over a reload of the page. */
class Said {
  constructor() {
    try { this.ids = JSON.parse(sessionStorage.getItem(KEPT)) || []; } catch { this.ids = []; }
  }

  /** True the first time. */
  add(id) {
    if (this.ids.includes(id)) return false;
    this.ids = [...this.ids, id].slice(-REMEMBERED);
    try { sessionStorage.setItem(KEPT, JSON.stringify(this.ids)); } catch { /* said twice after a reload at worst */ }
    return true;
  }
}

const said = new Said();
let line = Promise.resolve(); // of the loudspeaker: whatever is said on this page waits for it

/** The part of 1 that holds at `time` by a list of ["HH:MM", volume]; before the first, the last holds. */
export function volumeAt(volumes, time, timeZone) {
  if (!volumes.length) return 1;
  const clock = new Intl.DateTimeFormat("en-GB", { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone });
  const now = clock.format(time);
  const ordered = [...volumes].sort(([one], [other]) => (one < other ? -1 : 1));
  const held = ordered.filter(([from]) => from <= now).pop() || ordered[ordered.length - 1];
  return Math.min(1, Math.max(0, held[1]));
}

export class Voice {
  constructor(element) {
    const data = element.dataset;
    this.element = element;
    this.zones = (data.voiceZones || "").split(",").map((zone) => zone.trim()).filter(Boolean);
    this.repeat = Math.max(1, Number(data.voiceRepeat || 1));
    this.pause = Number(data.voicePause || 900);
    this.volumes = JSON.parse(data.voiceVolumes || "[]");
    this.timeZone = data.voiceTimeZone || undefined;
    this.engine = data.voiceEngine || "clips";
    this.clips = new Clips(JSON.parse(data.voiceClips));
    this.waiting = [];
    this.busy = false;
    this.muted = false;
    this.context = null;
    this.gain = null;
    this.started = false;
    this.bind();
  }

  bind() {
    const start = this.element.querySelector("[data-voice-start]");
    const mute = this.element.querySelector("[data-voice-mute]");
    if (start) {
      start.hidden = false;
      start.addEventListener("click", () => this.start());
    }
    mute?.addEventListener("click", () => this.mute(!this.muted));
    document.addEventListener("visibilitychange", () => { if (this.started) this.context?.resume?.(); });
    this.show("waiting");
    if (navigator.getAutoplayPolicy?.("audiocontext") === "allowed" || data(this.element, "voiceAuto")) this.start();
  }

  /** Called by the one click that browsers ask for before a page may sound. */
  async start() {
    const Context = window.AudioContext || window.webkitAudioContext;
    if (Context && !this.context) {
      this.context = new Context();
      this.gain = this.context.createGain();
      this.gain.connect(this.context.destination);
    }
    if (!Context) this.speaker ||= allowedSpeaker(this.clips);
    if (!(await this.awake())) return this.asleep();
    this.started = true;
    const start = this.element.querySelector("[data-voice-start]");
    if (start) start.hidden = true;
    this.show(this.muted ? "muted" : "ready");
    this.clips.fetchAll();
    this.next();
    return true;
  }

  async awake() {
    if (!this.context || this.context.state === "running") return true;
    await Promise.race([this.context.resume().catch(() => {}), wait(1000)]);
    return this.context.state === "running";
  }

  asleep() {
    this.started = false;
    const start = this.element.querySelector("[data-voice-start]");
    if (start) start.hidden = false;
    this.show("waiting");
    this.tell("asleep");
    return false;
  }

  /** Silence at once, and what comes meanwhile is not said later. */
  mute(on) {
    this.muted = on;
    this.element.querySelector("[data-voice-mute]")?.setAttribute("aria-pressed", String(on));
    if (on) {
      for (const call of this.waiting.splice(0)) this.tell("dropped", call.id, "muted");
      this.stopNow?.();
    }
    this.show(on ? "muted" : this.started ? "ready" : "waiting");
  }

  /** Takes a call: each id once, only of these zones, none that is too old. */
  announce({ id, clips, at, now, zone }) {
    if (this.zones.length && zone !== undefined && !this.zones.includes(String(zone))) return;
    if (!said.add(id)) { this.tell("dropped", id, "said"); return; }
    const age = at === undefined ? 0 : Math.max(0, (now ?? Date.now()) - at);
    if (age > STALE) { this.tell("dropped", id, "old"); return; }
    if (this.muted) { this.tell("dropped", id, "muted"); return; }
    this.waiting.push({ id, clips, born: performance.now() - age, came: performance.now(), queued: this.busy });
    this.next();
  }

  async next() {
    if (!this.started || this.busy) return;
    this.busy = true;
    for (let call = this.waiting.shift(); call; call = this.waiting.shift()) {
      const age = performance.now() - call.born;
      if (age > (call.queued ? BEHIND : STALE)) { this.tell("dropped", call.id, "old"); continue; }
      if (!(await this.awake())) { this.waiting.unshift(call); this.asleep(); break; }
      const mine = line.then(() => this.say(call)).catch(() => this.tell("dropped", call.id, "failed"));
      line = mine;
      await mine;
      for (const each of this.waiting) each.queued = true;
    }
    this.busy = false;
  }

  /** Says a call up to `repeat` times; the repeats give way when another call waits. */
  async say(call) {
    this.tell("begin", call.id);
    let stopped = false;
    const halted = new Promise((halt) => { this.stopNow = () => { stopped = true; this.stopSound?.(); halt(); }; });
    for (let time = 0; time < this.repeat && !stopped; time += 1) {
      if (time) {
        if (this.waiting.length) break;
        await Promise.race([wait(this.pause), halted]);
        if (stopped || this.waiting.length) break;
      }
      await Promise.race([this.once(call), halted]);
    }
    this.stopNow = null;
    this.tell("end", call.id);
  }

  async once(call) {
    const volume = volumeAt(this.volumes, new Date(), this.timeZone);
    if (!volume) return;
    const stop = (how) => { this.stopSound = how; };
    const spoken = call.clips.filter((name) => name !== "chime");
    if (this.engine === "browser" && await speakInBrowser(this.clips.words(spoken), volume, stop)) return;
    if (!this.context) { await playElements(this.speaker, this.clips, call.clips, volume, stop); return; }
    try {
      const sounds = await this.clips.decoded(this.context, call.clips);
      if (this.muted) return;
      this.gain.gain.value = volume;
      await schedule(this.context, this.gain, sounds, stop);
    } catch (fault) {
      // Half a number is worse than none: the browser's own voice, else the caller is told.
      if (!(await speakInBrowser(this.clips.words(spoken), volume, stop))) throw fault;
    }
  }

  show(state) {
    this.element.dataset.voiceNow = state;
    const place = this.element.querySelector("[data-voice-state]");
    const words = this.element.dataset[`text${state[0].toUpperCase()}${state.slice(1)}`];
    if (place) place.textContent = words || "";
  }

  tell(phase, id, reason) {
    if (phase === "begin") this.show("ready");
    if (reason === "failed") this.show("silent");
    this.element.dispatchEvent(new CustomEvent("bening:voice", { bubbles: true, detail: { phase, id, reason } }));
  }
}

const data = (element, name) => element.dataset[name] !== undefined;
export const voices = [...document.querySelectorAll("[data-voice]")].map((element) => new Voice(element));

/** Hands a call to every voice of the page. */
export function announce(call) {
  for (const voice of voices) voice.announce(call);
}

document.addEventListener("bening:announce", (event) => announce(event.detail));
