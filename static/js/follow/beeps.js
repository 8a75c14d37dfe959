/** Beeps for cues, which the browser makes itself (Web Audio); none where the reader wants none. */
import { onCue } from "./cues.js";

// Pitch in Hz and length in seconds of tones that follow each other. Rising begins, falling ends.
const TONES = {
  count: [[660, 0.12]],
  start: [[990, 0.45]],
  half: [[784, 0.1], [784, 0.1]],
  switch: [[660, 0.15], [880, 0.25]],
  end: [[880, 0.15], [587, 0.4]],
};
const VOLUME = 0.4;
const GAP = 0.06;
// A tone that begins or ends at once clicks.
const EDGE = 0.01;
// ms in which the last tone has ended.
const LAST = 1000;

export function attach({ session, settings }) {
  let context = null;
  let volume = null;

  function open() {
    context = new AudioContext();
    volume = context.createGain();
    volume.gain.value = VOLUME;
    volume.connect(context.destination);
  }

  /** Browsers let a page sound from a press on, and hold it up again after a call. */
  async function ready() {
    if (!settings.values.beeps || !session.isRunning) return;
    try {
      if (!context) open();
      if (context.state !== "running") await context.resume();
    } catch (error) {
      console.error(error);
    }
  }

  /** An open device costs its battery. */
  function rest() {
    if (!session.isRunning) context?.suspend().catch(() => {});
  }

  function tone(pitch, from, length) {
    const source = context.createOscillator();
    const shape = context.createGain();
    source.frequency.value = pitch;
    shape.gain.setValueAtTime(0, from);
    shape.gain.linearRampToValueAtTime(1, from + EDGE);
    shape.gain.setValueAtTime(1, from + length - EDGE);
    shape.gain.linearRampToValueAtTime(0, from + length);
    source.connect(shape);
    shape.connect(volume);
    source.start(from);
    source.stop(from + length);
  }

  onCue(session, (cue) => {
    if (!settings.values.beeps || !context) return;
    let from = context.currentTime;
    for (const [pitch, length] of TONES[cue]) {
      tone(pitch, from, length);
      from += length + GAP;
    }
  });

  session.on((what) => {
    if (what !== "state") return;
    // Opening a device takes a while, in which the press that began the session should have its answer.
    setTimeout(...(session.isRunning ? [ready] : [rest, LAST]));
  });
  settings.onChange(({ beeps }) => {
    if (volume) volume.gain.value = beeps ? VOLUME : 0;
    ready();
  });
  ready(); // this may load after the press
}
