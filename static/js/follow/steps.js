/** The steps as the page holds them, and the phases that they make with a reader's settings. */

/** One object a [data-step] section; `clip` is { start, end } in seconds, or null. */
export function stepsIn(root) {
  return [...root.querySelectorAll("[data-step]")].map((section) => {
    const { anchor, phases, reps, start, end } = section.dataset;
    const text = (selector) => section.querySelector(selector)?.textContent.trim() ?? "";
    return {
      section,
      anchor,
      name: text("[data-name]"),
      easier: text("[data-easier]"),
      harder: text("[data-harder]"),
      reps: Number(reps) || null,
      clip: Number(end) > Number(start) ? { start: Number(start), end: Number(end) } : null,
      rows: JSON.parse(phases),
    };
  });
}

/**
 * All phases of a session, rounds unrolled (what a phase is: session.js).
 *
 * `settings` are those of settings.js: seconds for getting ready, resting and work without a dose, of
 * which 0 means "until I go on"; rest -1 is "as given". The pace stretches every time; 0 takes all away.
 */
export function phasesFor(steps, settings) {
  const rounds = Array.from({ length: settings.rounds }, (_, round) => round + 1);
  return rounds.flatMap((round) =>
    steps.flatMap(({ rows, reps }, step) => {
      const sets = rows.at(-1)[2];
      return rows.map(([kind, given, set, side]) => {
        const isWork = kind === "work" || kind === "hold";
        // Editors can't give less than nothing; what other programs have stored may be.
        const ms = Math.max(0, lengthOf({ kind, given, isWork, reps }, settings)) * settings.pace * 1000 || null;
        return { kind, ms, step, set, sets, side, reps: isWork ? reps : null, round, rounds: rounds.length };
      });
    }),
  );
}

function lengthOf({ kind, given, isWork, reps }, settings) {
  if (isWork) return given ?? (reps ? 0 : settings.work);
  if (kind === "rest") return settings.rest < 0 ? given : settings.rest;
  return settings.ready;
}
