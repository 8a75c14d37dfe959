/** How long the session takes with the reader's settings, on the start screen. */
import { isWork } from "./stage.js";

export function attach({ page, session, say }) {
  const text = page.querySelector("[data-length]");
  const tell = () => {
    const isOpen = session.phases.some((phase) => isWork(phase) && phase.ms === null);
    const ms = session.phases.reduce((sum, phase) => sum + phase.ms, 0);
    text.textContent = isOpen ? say("own") : say("length", Math.max(1, Math.round(ms / 60_000)));
  };
  session.on((what) => what === "plan" && tell());
  tell();
}
