/** The stage's "Sound" button: switches all that can be heard off at once, and the same things on again. */
import { memory } from "./memory.js";

const SOUNDS = ["beeps", "voice", "videosound"];

/** Whether anything may be heard with these settings. */
export const isSounding = (values) => SOUNDS.some((name) => values[name]);

export function attach({ settings, stage, acts }) {
  const button = stage.element.querySelector('[data-press="sound"]');
  const muted = memory("muted"); // the names of what was on before

  function show() { button.setAttribute("aria-pressed", String(isSounding(settings.values))); }

  function turnTo(names) {
    settings.change(Object.fromEntries(SOUNDS.map((name) => [name, names.includes(name)])));
  }

  acts.sound = () => {
    const { values } = settings;
    if (isSounding(values)) {
      muted.write(SOUNDS.filter((name) => values[name]));
      turnTo([]);
      return;
    }
    const before = muted.read();
    const names = SOUNDS.filter((name) => Array.isArray(before) && before.includes(name));
    turnTo(names.length ? names : ["beeps"]);
  };
  settings.onChange(show);
  show();
  button.hidden = false;
}
