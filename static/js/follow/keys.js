/** Keys: space, arrows, ?; off where the reader switched them off, or where a key has its own meaning. */
const KEYS = { " ": "main", ArrowRight: "skip", ArrowLeft: "back", ArrowUp: "add", "?": "help" };
const BUSY = "input, select, textarea, button, summary, a, dialog";

export function attach({ session, settings, stage, press }) {
  addEventListener("keydown", (event) => {
    const name = KEYS[event.key];
    if (!name || !settings.values.keys || event.ctrlKey || event.metaKey || event.altKey || event.defaultPrevented) return;
    if (document.querySelector("dialog[open]") || (stage.element.hidden && name !== "help")) return;
    // Space on a button presses that button.
    if (event.key === " " && event.target.closest(BUSY)) return;
    if (session.state === "idle" && name !== "help") return;
    event.preventDefault();
    press(name);
  });
}
