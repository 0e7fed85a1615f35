/* Clips as sound: fetched once, decoded once, joined on the clock of the audio device. */

const SOUND = 0.01; // of full scale; what is below at both ends is silence that the decoder left
const LEAD = 0.06; // seconds between asking and the first sample
const AT_ONCE = 4; // clips fetched side by side beforehand
const PATIENCE = 8000; // milliseconds that a clip may take to come
const GRACE = 1500; // milliseconds that an end may be late before it is taken for reached

const wait = (ms) => new Promise((done) => { setTimeout(done, ms); });

/** Where sound begins and ends in a decoded clip: decoders of MPEG layer III leave silence at both. */
export function extent(buffer) {
  const samples = buffer.getChannelData(0);
  let first = 0;
  let last = samples.length - 1;
  while (first < last && Math.abs(samples[first]) < SOUND) first += 1;
  while (last > first && Math.abs(samples[last]) < SOUND) last -= 1;
  const offset = Math.max(0, first / buffer.sampleRate - 0.006);
  return { offset, seconds: Math.min(buffer.duration, last / buffer.sampleRate + 0.03) - offset };
}

export class Clips {
  /** `table`: name to [address, pause before, pause after, words]; pauses in milliseconds. */
  constructor(table) {
    this.table = table;
    this.files = new Map();
    this.sounds = new Map();
  }

  words(names) {
    return names.map((name) => this.table[name]?.[3] || "").filter(Boolean);
  }

  address(name) {
    if (!this.table[name]) throw new Error(`no clip ${name}`);
    return this.table[name][0];
  }

  /** The silence between two clips in seconds: the longer of what they ask for. */
  gap(before, after) {
    return Math.max(this.table[before][2], this.table[after][1]) / 1000;
  }

  async file(name) {
    if (!this.files.has(name)) {
      const late = wait(PATIENCE).then(() => { throw new Error(`${name}: late`); });
      const came = fetch(this.address(name)).then((answer) => {
        if (!answer.ok) throw new Error(`${name}: ${answer.status}`);
        return answer.arrayBuffer();
      });
      late.catch(() => {});
      const asked = Promise.race([came, late]);
      this.files.set(name, asked);
      asked.catch(() => this.files.delete(name));
    }
    return this.files.get(name);
  }

  /** Everything that may be needed, so that calls are heard while the line is down. */
  async fetchAll() {
    const names = Object.keys(this.table);
    const some = async () => {
      for (let name = names.shift(); name; name = names.shift()) await this.file(name).catch(() => {});
    };
    await Promise.all(Array.from({ length: AT_ONCE }, some));
  }

  async sound(context, name) {
    if (!this.sounds.has(name)) {
      const file = await this.file(name);
      // Older Safari knows the form with callbacks only; the copy stays usable when decoding fails.
      const buffer = await new Promise((done, fail) => {
        context.decodeAudioData(file.slice(0), done, fail)?.catch?.(fail);
      });
      this.sounds.set(name, { name, buffer, ...extent(buffer) });
    }
    return this.sounds.get(name);
  }

  /** All of them, or an error: a number with a piece missing is never said. */
  async decoded(context, names) {
    const sounds = await Promise.all(names.map((name) => this.sound(context, name)));
    return sounds.map((sound, place) => ({
      ...sound,
      pause: place ? this.gap(names[place - 1], names[place]) : 0,
    }));
  }
}

/** Plays `sounds` one after another, each at its time; done when the last has ended. */
export async function schedule(context, output, sounds, stop) {
  let at = context.currentTime + LEAD;
  const sources = [];
  for (const { buffer, offset, seconds, pause } of sounds) {
    at += pause;
    const source = context.createBufferSource();
    source.buffer = buffer;
    source.connect(output);
    source.start(at, offset, seconds);
    sources.push(source);
    at += seconds;
  }
  const last = sources[sources.length - 1];
  const ended = new Promise((done) => { last.onended = done; });
  stop(() => { for (const source of sources) source.stop(); });
  await Promise.race([ended, wait((at - context.currentTime) * 1000 + GRACE)]);
  stop(null);
}

/** An audio element that the click of now allows to sound, later too. */
export function allowedSpeaker(clips) {
  const audio = new Audio(clips.address("chime"));
  audio.muted = true;
  audio.play().then(() => { if (audio.muted) audio.pause(); }).catch(() => {});
  return audio;
}

/** The same through one audio element, for browsers that can't do better. */
export async function playElements(audio, clips, names, volume, stop) {
  let stopped = false;
  for (const [place, name] of names.entries()) {
    if (place) await wait(clips.gap(names[place - 1], name) * 1000);
    if (stopped) return;
    let done = () => {};
    stop(() => { stopped = true; audio.pause(); done(); });
    await new Promise((ended, fail) => {
      done = ended;
      audio.onended = ended;
      audio.onerror = () => fail(new Error(name));
      audio.src = clips.address(name);
      audio.muted = false;
      audio.volume = volume;
      audio.play().catch(fail);
      wait(PATIENCE).then(() => fail(new Error(`${name}: late`)));
    });
  }
  stop(null);
}
