/** Tells a screen reader what begins, the last three seconds, and the end; never every second. */
import { isWork } from "./stage.js";

const WARNING = 3;
// A phase that is hardly longer than its warning needs none.
const SHORT = 6;

export function attach({ page, session, stage, say }) {
  const live = page.querySelector("[data-live]");
  const tell = (...parts) => { live.textContent = parts.filter(Boolean).join(". "); };

  function beginning() {
    const { phase, second, left } = session;
    const amount = left !== null ? say("left", second) : phase.reps ? `${phase.reps} ${say("reps")}` : say(isWork(phase) ? "own" : "go");
    tell(say(phase.kind), stage.part.name.textContent, phase.side && say(phase.side), amount);
  }

  session.on((what) => {
    if ((what === "phase" && session.state !== "finished") || (what === "state" && session.isRunning)) beginning();
    if (what === "second" && session.left !== null && session.second === WARNING && session.length > SHORT * 1000) tell(say("left", WARNING));
    // Why it paused is said by the quiet line; twice is too much.
    if (what === "state" && session.state === "paused" && !say(session.reason)) tell(say("paused"));
    if (what === "state" && session.state === "finished") tell(say("finished"));
  });
}
