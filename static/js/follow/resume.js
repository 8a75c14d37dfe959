/**
 * Remembers on the device where the reader is in this session, also after the tab was closed.
 *
 * In the same exercises (data-version) the session goes on at the same second, paused. Where they have
 * changed meanwhile it begins at the start of the same exercise, or anew if that is gone, and says so.
 */
import { memory } from "./memory.js";

const EVERY = 5; // seconds

export function attach(follow) {
  const { page, session, steps, say, note, ways } = follow;
  const { follow: id, version } = page.dataset;
  const kept = memory(`place.${id}`);
  const box = page.querySelector("[data-resume]");
  const begin = page.querySelector("[data-begin]");
  let hasComplained = false;

  function complain() {
    if (hasComplained) return;
    hasComplained = true;
    queueMicrotask(() => note("not-kept")); // after features that clear the line at the same event
  }

  function keep() {
    // Another tab writes its own place.
    if (session.reason === "other-tab" && !session.isRunning) return;
    const { anchor } = steps[session.phase.step];
    const { round } = session.phase;
    const value = { version, anchor, round, ways: [...ways], place: session.place, time: Date.now() };
    if (!kept.write(value)) complain();
  }

  /** Offers to go on, on the start screen, wherever a session has been paused; `when` is for earlier visits. */
  function offer(when = "") {
    const isOn = session.state === "paused";
    box.hidden = !isOn;
    begin.hidden = isOn;
    if (!isOn) return;
    const { step } = session.phase;
    box.querySelector("[data-resume-place]").textContent = say("was-at", step + 1, steps.length, steps[step].name);
    box.querySelector("[data-resume-time]").textContent = when;
  }

  function recall() {
    const found = kept.read();
    if (typeof found?.version !== "string" || !steps.length) return;
    const place = found.version === version ? samePlace(found, session.phases) : sameExercise(found, follow);
    if (!place) {
      note("changed-anew");
      kept.forget();
      return;
    }
    const chosen = Array.isArray(found.ways) ? found.ways : [];
    for (const step of steps) {
      const way = chosen.find((one) => Array.isArray(one) && one[0] === step.anchor)?.[1];
      if (["easier", "harder"].includes(way) && step[way]) ways.set(step.anchor, way);
    }
    session.restore(place);
    offer(found.version === version ? daysAgo(found.time) : say("changed"));
  }

  if (!memory("probe").write(1)) complain();
  memory("probe").forget();
  const look = () => !document.hidden && session.state === "idle" && recall();
  look();
  // A session may have been begun in another tab meanwhile.
  document.addEventListener("visibilitychange", look);

  session.on((what) => {
    if (session.state === "idle") return offer();
    if (session.state === "finished") return kept.forget();
    if (what === "state") offer();
    if (what !== "second" || session.second % EVERY === 0) keep();
  });
  page.addEventListener("follow:ways", keep);
  addEventListener("pagehide", () => session.isRunning && keep());
}

/** The remembered place among phases of the same exercises, of which there may be fewer rounds now. */
function samePlace({ place }, phases) {
  const inRound = phases.length / phases[0].rounds;
  const index = Number.isInteger(place?.index) && place.index >= 0 ? place.index : 0;
  return { ...place, index: index < phases.length ? index : phases.length - inRound + (index % inRound) };
}

/** The start of the remembered exercise among other phases; undefined where it is gone. */
function sameExercise({ anchor, round, place }, { steps, session: { phases } }) {
  const step = steps.findIndex((one) => one.anchor === anchor);
  const isIt = (one) => one.step === step;
  const index = Math.max(phases.findIndex((one) => isIt(one) && one.round === round), phases.findIndex(isIt));
  return index < 0 ? undefined : { index, active: place?.active };
}

/** "today", "3 days ago", in the page's language; "" for nonsense. Asked for once: it takes a slow phone 50 ms. */
function daysAgo(time) {
  if (!Number.isFinite(time)) return "";
  const days = Math.round((new Date().setHours(0, 0, 0, 0) - new Date(time).setHours(0, 0, 0, 0)) / 864e5);
  if (!(days >= 0)) return "";
  return new Intl.RelativeTimeFormat(document.documentElement.lang, { numeric: "auto" }).format(-days, "day");
}
