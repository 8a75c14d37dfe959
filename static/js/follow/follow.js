/**
 * Entry: turns the stepper of a session's page into a timer.
 *
 * Without this script the page is a stepper of links. What the timer can do without comes as features,
 * each loaded by itself: one that fails takes nothing else with it.
 */
import { breath } from "./breath.js";
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

// What a reader may need at once comes first.
const features = [
  () => import("./attention.js"),
  () => import("./announce.js"),
  () => import("./resume.js"),
  () => import("./length.js"),
  () => import("./keys.js"),
  () => import("./clips.js"),
  () => import("./cues.js"),
  () => import("./beeps.js"),
  () => import("./sound.js"),
  () => import("./wake.js"),
  () => import("./voice.js"),
  () => import("./tabs.js"),
  () => import("./finish.js"),
  () => import("./feel.js"),
  () => import("./forget.js"),
  () => import("./media_session.js"),
  () => import("./offline.js"),
];

const report = (error) => console.error(error);

function begin({ attach }) {
  (async () => attach(follow))().catch(report);
}

async function load() {
  const begun = [];
  for (const feature of features) {
    await breath();
    begun.push(feature().then(begin).catch(report));
  }
  await Promise.all(begun);
}

/** When all that the page is made of has come and begun, as far as it does. */
export const loaded = load();
follow.loaded = loaded;
