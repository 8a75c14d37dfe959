"""The timer itself, with a clock that the test holds in its hand."""

from typing import Any

import pytest
from playwright.sync_api import Page

from tests.browser.engine import serve_engine

pytestmark = pytest.mark.browser

# A clock, and a session of three exercises: 20 s twice on each side, own pace, 30 s twice.
WORKSHOP = """
const { Session } = await import("/session.js");
const { phasesFor } = await import("/steps.js");

class Clock {
  time = 0;
  jobs = new Set();
  now() { return this.time; }
  after(wait, act) {
    const job = { at: this.time + wait, act };
    this.jobs.add(job);
    return () => this.jobs.delete(job);
  }
  /** Lets time pass; each tick comes `late()` milliseconds too late. */
  pass(wait, late = () => 0) {
    const end = this.time + wait;
    for (;;) {
      const [job] = [...this.jobs].filter(({ at }) => at <= end).sort((one, other) => one.at - other.at);
      if (!job) break;
      this.jobs.delete(job);
      this.time = Math.max(this.time, job.at + late());
      job.act();
    }
    this.time = Math.max(this.time, end);
  }
}

const GIVEN = { ready: 10, rest: -1, work: 0, rounds: 1, pace: 1 };
const STEPS = [
  { reps: null, rows: [["ready", null, 1, ""], ["hold", 20, 1, "first"], ["switch", null, 1, ""],
    ["hold", 20, 1, "second"], ["rest", 45, 1, ""], ["hold", 20, 2, "first"], ["switch", null, 2, ""],
    ["hold", 20, 2, "second"]] },
  { reps: 8, rows: [["ready", null, 1, ""], ["work", null, 1, ""]] },
  { reps: null, rows: [["ready", null, 1, ""], ["work", 30, 1, ""], ["rest", null, 1, ""], ["work", 30, 2, ""]] },
];
const phases = (settings = {}) => phasesFor(STEPS, { ...GIVEN, ...settings });

/** Numbers from 0 to 1 that are the same in every run. */
function chances(seed) {
  return () => {
    seed = (seed * 1664525 + 1013904223) % 4294967296;
    return seed / 4294967296;
  };
}
const clock = new Clock();
const session = new Session(phases(), clock);
const at = () => [session.state, session.index, Math.round(session.spent), session.left];
"""


@pytest.fixture
def workshop(page: Page) -> Any:
    """Runs a script beside the engine's modules and returns its answer."""
    serve_engine(page)
    return lambda script: page.evaluate(f"(async () => {{ {WORKSHOP} {script} }})()")


def test_ten_minutes_are_ten_minutes_however_late_the_ticks_come(workshop: Any) -> None:
    drift, told = workshop("""
      const sixty = Array.from({ length: 75 }, (_, step) => (
        { kind: "work", ms: 8000, step, set: 1, sets: 1, side: "", reps: null, round: 1, rounds: 1 }));
      const long = new Session(sixty, clock);
      const chance = chances(7);
      let worst = 0;
      let seconds = 0;
      long.on((what) => { if (what === "second") seconds += 1; });
      long.start();
      while (clock.time < 599_000) {
        clock.pass(1700, () => (chance() < 0.2 ? chance() * 900 : chance() * 16));
        worst = Math.max(worst, Math.abs(long.index * 8000 + long.spent - clock.time), Math.abs(long.active - clock.time));
      }
      return [worst, seconds];
    """)
    assert drift < 50
    assert told > 500


def test_pauses_count_for_nothing_and_what_is_skipped_is_not_done(workshop: Any) -> None:
    result = workshop("""
      session.start();
      clock.pass(4000);
      session.pause();
      clock.pass(60_000);
      session.resume();
      clock.pass(6000 + 20_000); // the first side
      session.skip(); // the change of sides
      clock.pass(5000);
      const middle = at();
      session.add(10);
      const longer = session.left;
      session.skip(); // the second side
      session.skip(); // the rest
      clock.pass(20_000); // a side of the second set
      while (session.phase.reps === null) session.skip();
      clock.pass(99_000); // eight times, at one's own pace
      const open = session.state;
      session.finishPhase();
      while (session.state !== "finished") session.skip();
      session.resume();
      return [middle, longer, open, [...session.done], session.active, session.state, clock.jobs.size];
    """)
    assert result == [["running", 3, 5000, 15_000], 25_000, "running", [0, 1, 5, 9], 154_000, "finished", 0]


def test_other_settings_keep_the_place_and_what_was_done(workshop: Any) -> None:
    twice, none, fewer, back = workshop("""
      session.start();
      clock.pass(10_000 + 5000); // a quarter of the first side
      session.pause("dialog");
      session.replan(phases({ pace: 2 }));
      const twice = at();
      session.replan(phases({ pace: 0 }));
      const none = at();
      session.replan(phases({ rounds: 3 }));
      session.goTo(2 * phases().length + 3); // the other side, third round
      session.resume();
      clock.pass(10_000);
      session.replan(phases({ rounds: 2 }));
      const fewer = [...at(), session.phase.round, [...session.done]];
      session.replan(phases({ rounds: 1 }));
      return [twice, none, fewer, [session.index, session.phase.side, session.spent, session.phase.kind]];
    """)
    assert twice == ["paused", 1, 10_000, 30_000]
    assert none[:2] == ["paused", 1]
    assert none[3] is None
    assert fewer == ["running", 14 + 3, 10_000, 10_000, 2, [0]]
    assert back == [3, "second", 10_000, "hold"]


def test_a_device_that_stood_still_pauses_at_that_moment_and_sleep_is_no_exercise(workshop: Any) -> None:
    result = workshop("""
      const woken = (press) => {
        session.start();
        clock.pass(4500);
        clock.time += 3_600_000; // no tick, no event: the device slept
        press();
        clock.pass(0);
        return [session.state, session.reason, Math.round(session.active), session.index];
      };
      return [
        woken(() => {}),
        woken(() => session.pause()),
        woken(() => session.add(10)),
        woken(() => session.skip()),
        session.second,
      ];
    """)
    assert result == [
        ["paused", "frozen", 5000, 0],
        ["paused", "", 5000, 0],
        ["running", "", 5000, 0],
        ["running", "", 5000, 1],
        20,
    ]


def test_a_clock_that_is_set_back_changes_nothing(workshop: Any) -> None:
    assert (
        workshop("""
      const { clock: real } = await import("/clock.js");
      performance.now = () => 5000;
      const before = real.now();
      performance.now = () => 200;
      return real.now() - before;
    """)
        == 0
    )


def test_a_place_is_found_again_and_nonsense_is_no_place(workshop: Any) -> None:
    same, others = workshop("""
      session.start();
      clock.pass(12_300);
      session.add(10);
      session.pause();
      const place = JSON.parse(JSON.stringify(session.place));
      const restored = (settings, from) => {
        const again = new Session(phases(settings), clock);
        again.restore(from);
        return [again.state, again.index, again.spent, again.left, again.active, [...again.done]];
      };
      const nonsense = [{}, { index: -1 }, { index: 99 }, { index: "2" }, { index: 1.5, spent: -4, done: "x" },
        { index: null, spent: NaN, extra: Infinity, active: "9", done: [-1, 99, "a", null] }];
      return [
        [restored({}, place), restored({ pace: 2 }, place)],
        nonsense.map((one) => restored({}, one)),
      ];
    """)
    assert same == [["paused", 1, 2300, 27_700, 12_300, [0]], ["paused", 1, 0, 40_000, 12_300, [0]]]
    assert others == [["paused", 0, 0, 10_000, 0, []]] * 6


def test_clips_and_times_that_make_no_sense_are_left_out(workshop: Any) -> None:
    clips, times = workshop("""
      const { stepsIn } = await import("/steps.js");
      const clip = (start, end) => {
        document.body.innerHTML = "<section data-step data-phases='[]'></section>";
        const { dataset } = document.querySelector("section");
        if (start !== undefined) Object.assign(dataset, { start, end });
        return stepsIn(document)[0].clip;
      };
      const rows = [["ready", null, 1, ""], ["hold", -5, 1, ""], ["rest", -1, 1, ""], ["hold", 0, 2, ""]];
      return [
        [clip(), clip(5, 5), clip(9, 5), clip(5, "None"), clip("x", "y"), clip(3600, 3605)],
        phasesFor([{ reps: null, rows }], GIVEN).map(({ ms }) => ms),
      ];
    """)
    assert clips == [None] * 5 + [{"start": 3600, "end": 3605}]
    assert times == [10_000, None, None, None]


def test_what_is_pressed_before_the_beginning_or_after_the_end_changes_nothing(workshop: Any) -> None:
    before, after = workshop("""
      session.finishPhase();
      const before = [...at(), session.done.size];
      session.start();
      while (session.state !== "finished") session.skip();
      const told = [];
      session.on((what) => told.push(what));
      for (const press of ["finishPhase", "skip", "back", "restartSet", "pause", "resume"]) session[press]();
      session.add(10);
      session.goTo(-1);
      return [before, [session.state, session.done.size, told, clock.jobs.size]];
    """)
    assert before == ["idle", 0, 0, 10_000, 0]
    assert after == ["finished", 0, [], 0]


def test_whatever_is_pressed_the_session_stays_sound(workshop: Any) -> None:
    wrong = workshop("""
      const chance = chances(11);
      const pick = (list) => list[Math.floor(chance() * list.length)];
      const presses = {
        pause: () => session.pause(), resume: () => session.resume(), skip: () => session.skip(),
        back: () => session.back(), add: () => session.add(10), restart: () => session.restartSet(),
        finish: () => session.finishPhase(), start: () => session.start(), reset: () => session.reset(),
        goTo: () => session.goTo(Math.floor(chance() * 62) - 2),
        replan: () => session.replan(phases({ pace: pick([0, 1, 1.5, 10]), rounds: pick([1, 2, 5]), rest: pick([-1, 0, 15]) })),
        restore: () => session.state === "paused" && session.restore(session.place),
        pass: () => clock.pass(chance() * 20_000, () => chance() * 300),
        sleep: () => { clock.time += chance() * 9_000_000; },
      };
      console.error = () => {};
      session.on(() => { throw new Error("a feature that fails"); });
      session.on((what) => { if (what === "phase" && chance() < 0.05) session.pause("feature"); });
      const wrong = [];
      let passed = 0;
      for (let turn = 0; turn < 4000; turn += 1) {
        const name = pick([...Object.keys(presses), "pass", "pass", "pass", "resume"]);
        const [before, from] = [session.active, clock.time];
        presses[name]();
        const { phase, spent, left, active, index, state } = session;
        const count = session.phases.length;
        const sound = {
          place: Number.isInteger(index) && index >= 0 && index < count && phase === session.phases[index],
          spent: spent >= 0 && (left === null || left >= 0),
          state: ["idle", "running", "paused", "finished"].includes(state),
          done: [...session.done].every((one) => Number.isInteger(one) && one >= 0 && one < count),
          ticks: clock.jobs.size === (session.isRunning ? 1 : 0),
          active: ["start", "reset"].includes(name) || (active >= before - 1e-6 && active - before <= clock.time - from + 1e-6),
        };
        Object.entries(sound).filter(([, isIt]) => !isIt).forEach(([what]) => wrong.push([turn, name, what]));
      }
      return wrong.slice(0, 5);
    """)
    assert wrong == []
