/** What the buttons of the page do. */
export function controls(follow) {
  const { page, session, steps, show } = follow;
  const dialogs = new Map([...document.querySelectorAll("[data-dialog]")].map((dialog) => [dialog.dataset.dialog, dialog]));

  page.querySelectorAll("[data-scripted], [data-begin], [data-clips]").forEach((element) => { element.hidden = false; });
  page.querySelectorAll("[data-unscripted]").forEach((element) => { element.hidden = true; });

  function begin(act) {
    show("stage");
    act();
    // The button that was pressed is gone; the one that pauses is what a reader may want next.
    follow.stage.element.querySelector('[data-press="main"]').focus({ preventScroll: true });
  }

  function main() {
    if (!session.isRunning) session.resume();
    else if (session.left === null) session.finishPhase();
    else session.pause();
  }

  function swap(way) {
    const { anchor, [way]: text } = steps[session.phase.step];
    if (!text) return;
    if (follow.ways.get(anchor) === way) follow.ways.delete(anchor);
    else follow.ways.set(anchor, way);
    follow.stage.refresh();
    page.dispatchEvent(new CustomEvent("follow:ways"));
  }

  function open(name) {
    if (session.isRunning) session.pause("dialog");
    dialogs.get(name).showModal();
  }

  function howTo() {
    const { section, name } = steps[session.phase.step];
    const dialog = dialogs.get("how");
    dialog.querySelector("[data-how-name]").textContent = name;
    dialog.querySelector("[data-how-place]").replaceChildren(section.querySelector("[data-how]").cloneNode(true));
    open("how");
  }

  function leave() {
    session.pause();
    show("start");
    [...page.querySelectorAll(".start-go .btn")].find((button) => button.checkVisibility()).focus({ preventScroll: true });
  }

  const acts = {
    start: () => begin(() => session.start()),
    anew: () => begin(() => session.start()),
    resume: () => begin(() => session.resume()),
    end: leave,
    main,
    back: () => session.back(),
    skip: () => (session.isRunning && session.left === null && session.phase.kind !== "work" ? session.finishPhase() : session.skip()),
    add: () => session.add(10),
    restart: () => session.restartSet(),
    easier: () => swap("easier"),
    harder: () => swap("harder"),
    how: howTo,
    settings: () => open("settings"),
    help: () => open("help"),
  };

  /** Other features give further buttons their act here, and press buttons by name. */
  follow.acts = acts;
  follow.press = (name) => acts[name]?.();

  const stepAt = (hash) => steps.findIndex(({ section }) => `#${section.id}` === hash);

  /** A link to an exercise begins there. */
  function beginAt(link) {
    const step = stepAt(link.hash);
    if (step < 0) return false;
    begin(() => {
      if (session.state === "idle" || session.state === "finished") session.start();
      session.goTo(session.phases.findIndex((phase) => phase.step === step && phase.round === session.phase.round));
      session.resume();
    });
    return true;
  }

  page.addEventListener("click", (event) => {
    const link = event.target.closest('a[href^="#step-"]');
    if (link && beginAt(link)) event.preventDefault();
    const button = event.target.closest("[data-press]");
    if (!button || !acts[button.dataset.press]) return;
    event.preventDefault();
    follow.note("");
    follow.press(button.dataset.press);
  });

  session.on((what) => {
    if (what === "state" && session.state === "finished") show("finish");
  });

  // Who followed such a link before this script came stays with that exercise, and nothing starts by itself.
  const asked = stepAt(location.hash);
  if (asked >= 0) {
    history.replaceState(null, "", location.pathname + location.search);
    session.restore({ index: session.phases.findIndex(({ step }) => step === asked) });
    show("stage");
  }
}
