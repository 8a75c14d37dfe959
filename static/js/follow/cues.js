/**
 * Cues: what a reader across the room has to notice. Sound, voice and screen ask the same function, so
 * that they agree; the screen's own two are shown here.
 *
 *   "count"   each of the last three seconds of a phase
 *   "start"   work begins
 *   "half"    half of a timed piece of work is over
 *   "switch"  the other side's turn
 *   "end"     the work of a set is done, or the session is
 */
import { isWork } from "./stage.js";

const COUNT = 3;
const COUNTED = 5000; // ms; a shorter phase has hardly begun when its count would
const HALVED = 15_000; // ms; shorter work needs no half

/** The cue in what a session has just told, or "". `before` is the phase in which it told something before. */
export function cueFor(what, session, before) {
  if (what === "state") return session.state === "finished" ? "end" : "";
  if (!session.isRunning) return "";
  if (what === "second") return cueAt(session);
  return what === "phase" ? cueInto(session, before) : "";
}

function cueAt({ phase, length, second }) {
  if (length === null) return "";
  if (second >= 1 && second <= COUNT && length >= COUNTED) return "count";
  return isWork(phase) && length >= HALVED && second === Math.floor(length / 2000) ? "half" : "";
}

function cueInto({ phase, phases, index, done }, before) {
  if (isWork(phase)) return "start";
  if (phase.kind === "switch") return "switch";
  // Going back or skipping ends no work.
  const isDone = index > 0 && phases[index - 1] === before && isWork(before) && done.has(index - 1);
  return isDone ? "end" : "";
}

/** Calls `act` with each cue. */
export function onCue(session, act) {
  let before = null;
  session.on((what) => {
    const cue = cueFor(what, session, before);
    before = session.phase;
    if (cue) act(cue);
  });
}

// How long "half way" can be read.
const SHOWN = 5;

/** Beginnings and ends are on the stage as words and colours; this adds the half and the last three seconds. */
export function attach({ session, stage }) {
  const { element } = stage;
  const half = element.querySelector("[data-half]");
  let since = null;

  session.on((what) => {
    const cue = cueFor(what, session, null);
    if (what === "phase" || (what === "second" && cue !== "count")) element.removeAttribute("data-counting");
    if (cue === "count") element.setAttribute("data-counting", "");
    if (cue === "half") since = session.second;
    const isOver = what === "phase" || Math.abs(since - session.second) >= SHOWN;
    if (since !== null && isOver) since = null;
    half.hidden = since === null;
  });
}
