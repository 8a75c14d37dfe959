/**
 * Keys, those of presenters and remote controls too. Off where the reader switched them off; where a key
 * has a meaning of its own, it keeps it.
 */
const KEYS = {
  " ": "main", Enter: "main", MediaPlayPause: "main",
  ArrowRight: "skip", PageDown: "skip", MediaTrackNext: "skip",
  ArrowLeft: "back", PageUp: "back", MediaTrackPrevious: "back",
  ArrowUp: "add",
  "?": "help",
};
const FIELDS = "input, select, textarea, video, audio, [contenteditable]";
const PRESSED = "button, summary, a[href]";

/** Whether the page, the browser or what has the focus needs this key itself. */
function isTaken({ key, target, ctrlKey, metaKey, altKey, defaultPrevented, isComposing }) {
  if (ctrlKey || metaKey || altKey || defaultPrevented || isComposing) return true;
  if (document.querySelector("dialog[open]") || target.closest?.(FIELDS)) return true;
  if (key === " " || key === "Enter") return Boolean(target.closest?.(PRESSED));
  if (key.startsWith("Page")) return document.documentElement.scrollHeight > innerHeight + 1;
  // Where the page holds the media keys (media_session.js), they come that way, and would come twice.
  return key.startsWith("Media") && (navigator.mediaSession?.playbackState ?? "none") !== "none";
}

export function attach({ session, settings, stage, press }) {
  addEventListener("keydown", (event) => {
    // Enter that is held would press a button over and over: the one that starts, then the one that pauses.
    if (event.repeat && event.key === "Enter" && event.target.closest?.("[data-press]")) event.preventDefault();
    const name = KEYS[event.key];
    if (!name || !settings.values.keys || isTaken(event)) return;
    if (name !== "help" && (stage.element.hidden || session.state === "idle")) return;
    event.preventDefault();
    if (!event.repeat) press(name);
  });
}
