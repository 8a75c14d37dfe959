/**
 * A voice for cues, off by default. Only voices that live on the device are used: with others, what is
 * said would go to a service on the network.
 */
import { onCue } from "./cues.js";

export function attach({ session, settings, stage, steps, say }) {
  const box = document.querySelector('[data-settings] [name="voice"]');
  const reason = document.querySelector("[data-voice-none]");
  const synthesis = window.speechSynthesis;
  let voice = null;

  /** Browsers learn of their voices late. */
  function look() {
    voice = bestOf(synthesis?.getVoices() ?? [], document.documentElement.lang);
    box.disabled = !voice;
    reason.hidden = Boolean(voice);
  }

  function hush() {
    if (synthesis?.speaking || synthesis?.pending) synthesis.cancel();
  }

  function speak(...words) {
    if (!settings.values.voice || !voice) return;
    hush(); // what comes late is no cue
    const utterance = new SpeechSynthesisUtterance(words.filter(Boolean).join(". "));
    utterance.voice = voice;
    utterance.lang = voice.lang;
    synthesis.speak(utterance);
  }

  function beginning() {
    const { kind, step, side } = session.phase;
    const names = kind === "ready" ? steps[step].name : kind === "rest" ? "" : side && say(side);
    speak(say(kind), names);
  }

  onCue(session, (cue) => {
    if (cue === "count") speak(String(session.second));
    if (cue === "half") speak(say("half"));
    if (session.state === "finished") speak(say("finished"));
  });
  session.on((what) => {
    if (session.isRunning && (what === "phase" || what === "state")) beginning();
    if (what === "state" && session.state === "paused") hush();
  });
  settings.onChange((values) => values.voice || hush());
  box.disabled = true;
  synthesis?.addEventListener?.("voiceschanged", look);
  look();
}

/** The device's own voice for a language: its very variant first, then the device's favourite, or null. */
export function bestOf(voices, language) {
  const [wanted] = language.toLowerCase().split("-");
  const tag = ({ lang }) => lang.toLowerCase().replace("_", "-");
  const rank = (one) => (tag(one) === language.toLowerCase() ? 2 : 0) + (one.default ? 1 : 0);
  const fitting = voices.filter((one) => one.localService && tag(one).split("-")[0] === wanted);
  return fitting.sort((one, other) => rank(other) - rank(one))[0] ?? null;
}
