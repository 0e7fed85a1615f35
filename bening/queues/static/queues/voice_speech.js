/* The browser's own Indonesian voice, where it has one. */

const RATE = 0.88;
const LONGEST = 20_000; // milliseconds: some browsers never say that they ended

/** Waits a moment for the list of voices, which browsers fill late. */
async function indonesian() {
  const list = () => speechSynthesis.getVoices().find((voice) => /^id\b/i.test(voice.lang.replace("_", "-")));
  if (list() || speechSynthesis.getVoices().length) return list();
  await new Promise((done) => {
    speechSynthesis.addEventListener?.("voiceschanged", done, { once: true });
    setTimeout(done, 600);
  });
  return list();
}

/** Speaks `words`, a list of word groups. False when there is no Indonesian voice or it failed. */
export async function speakInBrowser(words, volume, stop) {
  if (!window.speechSynthesis || !window.SpeechSynthesisUtterance) return false;
  const voice = await indonesian();
  if (!voice) return false;
  const utterance = new SpeechSynthesisUtterance(words.join(", "));
  Object.assign(utterance, { voice, lang: "id-ID", rate: RATE, volume });
  return new Promise((done) => {
    const late = setTimeout(() => { speechSynthesis.cancel(); finish(true); }, LONGEST);
    const finish = (well) => { clearTimeout(late); stop(null); done(well); };
    utterance.onend = () => finish(true);
    utterance.onerror = (event) => finish(event.error === "canceled" || event.error === "interrupted");
    stop(() => speechSynthesis.cancel());
    speechSynthesis.speak(utterance);
  });
}
