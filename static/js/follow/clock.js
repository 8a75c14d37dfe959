/**
 * The time that a session goes by: milliseconds that never run backwards, whatever the wall clock does.
 */
let latest = 0;

export const clock = {
  now() {
    latest = Math.max(latest, performance.now());
    return latest;
  },

  /** Calls `act` in so many milliseconds; returns a function that calls it off. */
  after(milliseconds, act) {
    const timer = setTimeout(act, milliseconds);
    return () => clearTimeout(timer);
  },
};
