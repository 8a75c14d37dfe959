/**
 * Media keys, headphone buttons and the lock screen (Media Session).
 *
 * Browsers give those only to a page that is heard, so a silent file plays while the session runs with
 * sound. That takes them from other apps, whose music may stop: a setting switches it off.
 */
import { isSounding } from "./sound.js";

const FORWARD = 10; // s

export function attach({ session, settings, stage, steps, press }) {
  const media = navigator.mediaSession;
  if (!media) return;
  const silence = document.querySelector("[data-silence]");
  const title = document.querySelector("#start-h").textContent.trim();
  const icon = document.querySelector('link[rel="apple-touch-icon"]').href;
  const isWanted = () => settings.values.remote && isSounding(settings.values) && session.state !== "idle" && session.state !== "finished";

  function play() {
    if (session.state === "paused" && !stage.element.hidden) session.resume();
    else if (session.state === "paused") press("resume");
  }

  /** Where the reader decides when it is over, "next" says that it is. */
  function next() {
    if (session.isRunning && session.left === null) session.finishPhase();
    else session.skip();
  }

  const handlers = {
    play,
    pause: () => session.pause(),
    nexttrack: next,
    previoustrack: () => session.back(),
    seekforward: () => session.add(FORWARD),
  };
  for (const [name, act] of Object.entries(handlers)) {
    try {
      media.setActionHandler(name, () => document.querySelector("dialog[open]") || act());
    } catch {
      // A browser that doesn't know this one may know the others.
    }
  }

  function hold() {
    const isPlaying = isWanted() && session.isRunning;
    media.playbackState = isPlaying ? "playing" : isWanted() ? "paused" : "none";
    if (isPlaying) silence.play().catch(() => {});
    else silence.pause();
  }

  function describe() {
    const { phase, phases } = session;
    const picture = stage.element.querySelector("[data-picture] img");
    const artwork = [picture && { src: picture.currentSrc || picture.src }, { src: icon, sizes: "180x180", type: "image/png" }];
    media.metadata = new MediaMetadata({
      title: steps[phase.step].name,
      artist: title,
      album: `${phase.step + 1} / ${steps.length}`,
      artwork: artwork.filter(Boolean),
    });
  }

  function place() {
    const { length, spent } = session;
    if (length === null) media.setPositionState();
    else media.setPositionState({ duration: length / 1000, position: Math.min(spent, length) / 1000, playbackRate: 1 });
  }

  let told = null; // the length that the browser knows
  function look(what) {
    if (session.state === "idle") return;
    if (what !== "second") {
      hold();
      describe();
    }
    if (what !== "second" || told !== session.length) place();
    told = session.length;
  }

  session.on(look);
  settings.onChange(hold);
  look(); // this may load after the press
}
