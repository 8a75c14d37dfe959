/**
 * A session: where the reader is, and how much time is left. It knows no page, only phases and a clock.
 *
 * A phase is { kind, ms, step, set, sets, side, reps, round, rounds }; `ms` is its length in
 * milliseconds, or null where the reader decides. Time is what the clock says has passed, never a sum
 * of ticks: a late tick makes no phase longer.
 *
 * Listeners get the name of what happened:
 *   "state"   running, paused or finished began (`session.state`; `session.reason` says why it paused)
 *   "phase"   another phase began (`session.phase`)
 *   "second"  the number of whole seconds left or spent has changed
 *   "plan"    the phases are others now
 */

// A tick that comes this much too late means that the device slept or stood still.
const FROZEN = 2500;
// "Back" so soon after a phase began means the phase before.
const RECENT = 3000;

export class Session {
  #clock;
  #phases;
  #listeners = new Set();
  #callOff = () => {};
  #since = 0; // when the times below were last brought up to date, while it runs
  #spent = 0; // in this phase
  #active = 0; // in all, pauses left out
  #extra = 0; // added to this phase
  #told = null; // the second that listeners know

  constructor(phases, clock) {
    this.#phases = phases;
    this.#clock = clock;
    this.state = "idle";
    this.reason = "";
    this.index = 0;
    this.done = new Set(); // indexes of phases that were done, not skipped
  }

  get phases() { return this.#phases; }

  get phase() { return this.#phases[this.index]; }

  /** What follows this phase, or undefined. */
  get next() { return this.#phases[this.index + 1]; }

  get isRunning() { return this.state === "running"; }

  /** Milliseconds spent in this phase. */
  get spent() { return this.#spent + this.#running(); }

  /** Milliseconds for which the session ran, pauses left out. */
  get active() { return this.#active + this.#running(); }

  /** The length of this phase with what was added, or null where the reader decides. */
  get length() { return this.phase.ms === null ? null : this.phase.ms + this.#extra; }

  /** Milliseconds left in this phase, or null. */
  get left() { return this.length === null ? null : Math.max(0, this.length - this.spent); }

  /** Whole seconds left, as a person counts them (the last one is 1), or spent where none are given. */
  get second() { return this.left === null ? Math.floor(this.spent / 1000) : Math.ceil(this.left / 1000); }

  /** Calls `listener` with each name; one that fails harms no other. Returns a function that ends it. */
  on(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** From the beginning. */
  start() {
    this.done.clear();
    this.#active = 0;
    this.state = "idle";
    this.#enter(0);
    this.resume();
  }

  resume() {
    if (this.isRunning) return;
    this.#since = this.#clock.now();
    this.#become("running");
    this.#look(this.#since);
  }

  pause(reason = "") { this.#pauseAt(this.#clock.now(), reason); }

  /** Ends this phase as done: what a reader presses after the last repetition. */
  finishPhase() {
    this.done.add(this.index);
    this.skip();
  }

  /** On to the next phase; what is skipped is not done. */
  skip() { this.goTo(this.index + 1); }

  /** To the beginning of this phase, or to the one before where this has only just begun. */
  back() { this.goTo(Math.max(0, this.spent > RECENT ? this.index : this.index - 1)); }

  /** To the beginning of this set. */
  restartSet() {
    const { round, step, set } = this.phase;
    const isInSet = (one) => one.round === round && one.step === step && one.set === set;
    this.goTo(this.#phases.findIndex((one) => isInSet(one) && one.kind !== "ready"));
  }

  /** To the beginning of a phase; beyond the last the session is finished. */
  goTo(index) {
    if (this.state === "finished") return;
    this.#enter(index);
    if (this.isRunning) this.#look(this.#since);
  }

  /** Makes this phase longer. */
  add(seconds) {
    if (this.length === null) return;
    this.#extra += seconds * 1000;
    this.#told = null;
    if (this.isRunning) this.#look(this.#clock.now());
    else this.#tell("second");
  }

  /** Other phases, as after a change of settings; the reader stays in the same set if there still is one. */
  replan(phases) {
    const same = (...names) => phases.findIndex((one) => names.every((name) => one[name] === this.phase[name]));
    const wanted = [["round", "step", "set", "side", "kind"], ["round", "step"], ["step"]];
    const index = Math.max(0, wanted.map((names) => same(...names)).find((found) => found >= 0) ?? 0);
    if (phases.length !== this.#phases.length) this.done = new Set([...this.done].filter((one) => one < index));
    this.#phases = phases;
    this.index = index;
    this.#tell("plan");
    if (this.isRunning) this.#look(this.#clock.now());
  }

  /** Where the reader is, as plain values. */
  get place() {
    return { index: this.index, spent: this.spent, extra: this.#extra, active: this.active, done: [...this.done] };
  }

  /** Back to a place, paused. What makes no sense in it is left out. */
  restore({ index, spent, extra, active, done }) {
    const count = this.#phases.length;
    const isIndex = (one) => Number.isInteger(one) && one >= 0 && one < count;
    this.index = isIndex(index) ? index : 0;
    this.#extra = positive(extra);
    this.#spent = Math.min(positive(spent), this.length ?? Infinity);
    this.#active = positive(active);
    this.done = new Set(Array.isArray(done) ? done.filter(isIndex) : []);
    this.#told = null;
    this.#become("paused");
    this.#tell("phase");
  }

  #running() { return this.isRunning ? this.#clock.now() - this.#since : 0; }

  #settle(now) {
    if (!this.isRunning) return;
    this.#spent += now - this.#since;
    this.#active += now - this.#since;
    this.#since = now;
  }

  #pauseAt(now, reason) {
    if (!this.isRunning) return;
    this.#settle(now);
    this.#callOff();
    this.#become("paused", reason);
  }

  /** The phase `index` begins at the moment `now`. */
  #enter(index, now = this.#clock.now()) {
    this.#settle(now);
    this.#spent = this.#extra = 0;
    this.#told = null;
    if (index >= this.#phases.length) {
      this.#callOff();
      this.#become("finished");
      return;
    }
    this.index = index;
    this.#tell("phase");
  }

  /** Brings everything up to date; `due` is when this look should have come. */
  #look(due) {
    this.#callOff();
    if (this.#clock.now() - due > FROZEN) {
      this.#pauseAt(due, "frozen");
      return;
    }
    while (this.isRunning && this.left === 0) {
      this.done.add(this.index);
      // What the tick came too late belongs to the next phase.
      this.#enter(this.index + 1, this.#since + this.length - this.#spent);
    }
    if (!this.isRunning) return;
    if (this.#told !== this.second) {
      this.#told = this.second;
      this.#tell("second");
    }
    const wait = this.left === null ? 1000 - (this.spent % 1000) : this.left % 1000 || 1000;
    const next = this.#clock.now() + wait;
    this.#callOff = this.#clock.after(wait, () => this.#look(next));
  }

  #become(state, reason = "") {
    this.state = state;
    this.reason = reason;
    this.#tell("state");
  }

  #tell(what) {
    for (const listener of this.#listeners) {
      try {
        listener(what);
      } catch (error) {
        console.error(error); // a feature that fails never stops the timer
      }
    }
  }
}

const positive = (number) => (Number.isFinite(number) && number > 0 ? number : 0);
