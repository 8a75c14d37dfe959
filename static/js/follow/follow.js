/**
 * Entry: turns the stepper of a session's page into a timer.
 *
 * Without this script the page is a stepper of links. What the timer can do without comes as features,
 * each loaded by itself: one that fails takes nothing else with it.
 */
import { clock } from "./clock.js";
import { controls } from "./controls.js";
import { screensOf } from "./screens.js";
import { Session } from "./session.js";
import { settingsOf } from "./settings.js";
import { stageOf } from "./stage.js";
import { phasesFor, stepsIn } from "./steps.js";
import { wordsIn } from "./words.js";

const page = document.querySelector("[data-follow]");
const steps = stepsIn(page);
const settings = settingsOf(document.querySelector("[data-settings]"));
const session = new Session(phasesFor(steps, settings.values), clock);

/**
 * What every feature gets. `ways` are the easier and harder ways that the reader chose, by anchor.
 */
const follow = {
  page,
  steps,
  settings,
  session,
  say: wordsIn(document.querySelector("[data-words]")),
  show: screensOf(page),
  ways: new Map(),
  /** One quiet line on every screen; "" takes it away. */
  note(name, ...values) {
    const text = name ? follow.say(name, ...values) : "";
    page.querySelectorAll("[data-note]").forEach((line) => { line.textContent = text; });
  },
};

follow.show("start");
follow.stage = stageOf(follow);
controls(follow);
settings.onChange((values) => session.replan(phasesFor(steps, values)));

const features = [
  () => import("./announce.js"),
  () => import("./attention.js"),
  () => import("./clips.js"),
  () => import("./feel.js"),
  () => import("./finish.js"),
  () => import("./forget.js"),
  () => import("./keys.js"),
  () => import("./cues.js"),
  () => import("./beeps.js"),
  () => import("./voice.js"),
  () => import("./sound.js"),
  () => import("./wake.js"),
  () => import("./media_session.js"),
  () => import("./offline.js"),
  () => import("./length.js"),
  () => import("./resume.js"),
  () => import("./tabs.js"),
];
const modules = features.map((load) => load());
/** When all that the page is made of has come, as far as it comes. */
follow.loaded = Promise.allSettled(modules);
for (const module of modules) {
  module.then(({ attach }) => attach(follow)).catch((error) => console.error(error));
}
