/**
 * The one big screen: shows the phase, the time, what comes next, and the exercise's picture.
 *
 * Its buttons always stay where they are, so that focus never jumps; only their words change.
 */
const COLOURS = { ready: "ready", switch: "ready", work: "work", hold: "work", rest: "rest" };
// Names of more letters than this are set smaller.
const LONG = 40;

export function stageOf(follow) {
  const { page, session, steps, say } = follow;
  const stage = page.querySelector("[data-stage]");
  const part = Object.fromEntries(
    ["place", "picture", "kind", "paused", "name", "way", "side", "set", "time", "unit", "band", "next", "main-word", "skip-word"].map(
      (name) => [name, stage.querySelector(`[data-${name}]`)],
    ),
  );
  const icons = stage.querySelectorAll("[data-icon]");
  const presses = (name) => stage.querySelector(`[data-press="${name}"]`);
  const bars = [...stage.querySelectorAll(".s-prog li")];
  const offers = (way) => steps.some((step) => step[way]);
  let pictureOf = null;

  function showPhase() {
    const { kind, step, set, sets, side, round, rounds } = session.phase;
    stage.className = `screen session ${COLOURS[kind]}`;
    part.kind.textContent = say(kind);
    part.name.textContent = steps[step].name;
    part.name.classList.toggle("long", steps[step].name.length > LONG);
    part.place.textContent = say("place", step + 1, steps.length);
    part.side.textContent = side ? say(side) : "";
    part.set.textContent = [rounds > 1 && say("round", round, rounds), sets > 1 && say("set", set, sets)].filter(Boolean).join(" · ");
    part.next.textContent = session.next ? say("next", nextOf(session.phase, session.next)) : say("last");
    showPicture(steps[step], side === "second");
    showWays(steps[step]);
    showProgress();
    showTime();
    showState();
  }

  /** What is new about the next phase: of the same exercise only the side, the set or the kind, and how much. */
  function nextOf({ step, kind }, next) {
    if (next.step !== step || next.kind === "ready") return nameOf(next);
    if (kind === "rest") return say("set", next.set, next.sets);
    const word = say(next.side === "first" || next.side === "second" ? next.side : next.kind);
    return [word, isWork(next) && amountOf(next)].filter(Boolean).join(", ");
  }

  /** "10 times", "45 seconds", "1:30", or "" where the reader decides. */
  function amountOf({ reps, ms }) {
    if (!ms) return reps ? `${reps} ${say("reps")}` : "";
    const seconds = Math.round(ms / 1000);
    return seconds < 100 ? `${seconds} ${say("seconds")}` : minutes(seconds);
  }

  /** "Rest", or the exercise with its side. */
  function nameOf({ kind, step, side }) {
    if (kind === "rest" || kind === "switch") return say(kind);
    return [steps[step].name, (side === "first" || side === "second") && say(side)].filter(Boolean).join(", ");
  }

  function showPicture(step, isMirrored) {
    if (pictureOf !== step) {
      const found = step.section.querySelector('[data-pose="end"]') ?? step.section.querySelector("[data-pose]");
      part.picture.replaceChildren(...[...(found?.childNodes ?? [])].map((node) => node.cloneNode(true)));
      part.picture.querySelectorAll("img").forEach((image) => { image.loading = "eager"; });
      part.picture.hidden = !found;
      pictureOf = step;
    }
    part.picture.classList.toggle("flip", isMirrored);
  }

  function showWays(step) {
    for (const way of ["easier", "harder"]) {
      presses(way).hidden = !offers(way);
      enable(presses(way), Boolean(step[way]));
      presses(way).setAttribute("aria-pressed", String(follow.ways.get(step.anchor) === way));
    }
    const chosen = follow.ways.get(step.anchor);
    part.way.hidden = !chosen;
    part.way.textContent = chosen ? step[chosen] : "";
  }

  function showTime() {
    const { left, second, phase } = session;
    if (left !== null) {
      part.time.textContent = second < 100 ? second : minutes(second);
      part.unit.textContent = second < 100 ? say("seconds") : "";
    } else {
      part.time.textContent = phase.reps ?? (isWork(phase) ? minutes(second) : "");
      part.unit.textContent = phase.reps ? say("reps") : say(isWork(phase) ? "own" : "go");
    }
    part.time.style.setProperty("--chars", part.time.textContent.length);
    part.band.style.setProperty("--left", left === null ? 1 : Math.max(0, left - 1000) / session.length);
    // It keeps its place, so that nothing moves between one phase and the next.
    part.band.parentElement.style.visibility = left === null ? "hidden" : "visible";
  }

  function showState() {
    const { isRunning, left, phase } = session;
    const isOpen = left === null && isRunning;
    const word = isOpen ? (isWork(phase) ? "done" : "on") : isRunning ? "pause" : "resume";
    part["main-word"].textContent = say(word);
    part.paused.hidden = session.state !== "paused";
    const icon = { done: "check", on: "play", resume: "play", pause: "pause" }[word];
    icons.forEach((one) => { one.hidden = one.dataset.icon !== icon; });
    const skip = { ready: "skip-ready", switch: "skip-ready", rest: "skip-rest" }[phase.kind] ?? "skip";
    part["skip-word"].textContent = say(skip);
    stage.classList.toggle("paused", session.state === "paused");
    enable(presses("add"), left !== null);
  }

  function showProgress() {
    const { step, round } = session.phase;
    const here = session.phases.filter((one) => one.step === step && one.round === round);
    const share = here.indexOf(session.phase) / here.length;
    bars.forEach((bar, index) => {
      const done = index < step ? 1 : index > step ? 0 : share;
      bar.style.setProperty("--done", `${done * 100}%`);
    });
  }

  session.on((what) => {
    if (session.state === "finished") return;
    if (what === "phase" || what === "plan") showPhase();
    if (what === "second") showTime();
    if (what === "state") showState();
  });

  return {
    element: stage,
    part,
    nameOf,
    refresh: showPhase,
  };
}

export const isWork = ({ kind }) => kind === "work" || kind === "hold";

/** A button that can't be pressed now keeps its place and the focus. */
const enable = (button, isOn) => button.setAttribute("aria-disabled", String(!isOn));

const minutes = (seconds) => `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
