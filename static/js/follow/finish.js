/** The last screen: how long it took, and what was done. */
import { isWork } from "./stage.js";

export function attach({ page, session }) {
  const screen = page.querySelector("#finish");
  const part = (name) => screen.querySelector(`[data-${name}]`);
  session.on((what) => {
    if (what !== "state" || session.state !== "finished") return;
    const work = [...session.done].map((index) => session.phases[index]).filter(isWork);
    const seconds = Math.round(session.active / 1000);
    part("sum-time").textContent = `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
    part("sum-exercises").textContent = new Set(work.map(({ step }) => step)).size;
    part("sum-sets").textContent = new Set(work.map(({ round, step, set }) => `${round} ${step} ${set}`)).size;
    part("sum").hidden = false;
    // The button that had the focus is on a screen that has gone.
    screen.querySelector("h2").focus({ preventScroll: true });
  });
}
