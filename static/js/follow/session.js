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
  #due = 0; // when the next look should come
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
    this.reset();
    this.resume();
  }

  resume() {
    if (this.isRunning || this.state === "finished") return;
    this.#since = this.#due = this.#clock.now();
    this.#become("running");
    this.#look(this.#since);
  }

  pause(reason = "") { this.#pauseAt(this.#clock.now(), reason); }

  /** Ends this phase as done: what a reader presses after the last repetition. */
  finishPhase() {
    if (this.state === "idle" || this.state === "finished") return;
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
    this.#enter(Math.max(0, index));
    if (this.isRunning) this.#look(this.#since);
  }

  /** Makes this phase longer. */
  add(seconds) {
    if (this.length === null || this.state === "finished") return;
    this.#settle(this.#clock.now());
    this.#extra += seconds * 1000;
    this.#told = null;
    if (this.isRunning) this.#look(this.#clock.now());
    else this.#tell("second");
  }

  /**
   * Other phases, as after a change of settings: other lengths, or other rounds of the same exercises.
   * The reader stays at the same share of the same phase, in the last round where theirs is no more.
   */
  replan(phases) {
    this.#settle(this.#clock.now());
    const { length, phase } = this;
    const before = this.#phases;
    const places = new Map(phases.map((one, index) => [nameOf(one), index]));
    const inLastRound = { ...phase, round: phases.at(-1).round };
    this.done = new Set([...this.done].map((index) => places.get(nameOf(before[index]))).filter((index) => index >= 0));
    this.#phases = phases;
    this.index = places.get(nameOf(phase)) ?? places.get(nameOf(inLastRound)) ?? 0;
    if (this.phase.ms === null) this.#extra = 0;
    if (this.length !== null) this.#spent = length ? (this.#spent / length) * this.length : 0;
    this.#told = null;
    this.#tell("plan");
    if (this.isRunning) this.#look(this.#clock.now());
  }

  /** As if nothing had been done. */
  reset() {
    this.#callOff();
    this.state = "idle";
    this.done.clear();
    this.#active = 0;
    this.#enter(0);
    this.#become("idle");
  }

  /** Where the reader is, as plain values; `length` is that of the phase. */
  get place() {
    const { index, spent, length, active, done } = this;
    return { index, spent, length, extra: this.#extra, active, done: [...done] };
  }

  /** Back to a place, paused. What makes no sense in it, or under other settings, is left out. */
  restore({ index, spent, length, extra, active, done }) {
    const count = this.#phases.length;
    const isIndex = (one) => Number.isInteger(one) && one >= 0 && one < count;
    this.index = isIndex(index) ? index : 0;
    this.#extra = this.phase.ms === null ? 0 : positive(extra);
    if (this.length !== length) this.#extra = 0;
    this.#spent = this.length === length ? Math.min(positive(spent), length ?? Infinity) : 0;
    this.#active = positive(active);
    this.done = new Set(Array.isArray(done) ? done.filter(isIndex) : []);
    this.#told = null;
    this.#become("paused");
    this.#tell("phase");
  }

  #running() { return this.isRunning ? this.#known(this.#clock.now()) - this.#since : 0; }

  /** `now`, or the moment when the device began to stand still. */
  #known(now) { return now - this.#due > FROZEN ? Math.max(this.#since, this.#due) : now; }

  #settle(now) {
    if (!this.isRunning) return;
    const passed = this.#known(now) - this.#since;
    this.#spent += passed;
    this.#active += passed;
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
    if (this.isRunning && this.#told !== this.second) {
      this.#told = this.second;
      this.#tell("second");
    }
    this.#callOff(); // listeners may have done what they liked
    if (!this.isRunning) return;
    const wait = this.left === null ? 1000 - (this.spent % 1000) : this.left % 1000 || 1000;
    this.#due = this.#clock.now() + wait;
    this.#callOff = this.#clock.after(wait, () => this.#look(this.#due));
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

const nameOf = ({ round, step, set, side, kind }) => [round, step, set, side, kind].join();

const positive = (number) => (Number.isFinite(number) && number > 0 ? number : 0);
