/** Keeps the screen on while the session runs, and says whether it can. */
export function attach({ session, stage, say }) {
  const line = stage.element.querySelector("[data-awake]");
  let lock = null;
  let isAsking = false;
  const tell = (name) => { line.textContent = name ? say(name) : ""; };

  async function keep() {
    if (lock || isAsking) return;
    isAsking = true;
    try {
      const mine = await navigator.wakeLock.request("screen");
      lock = mine;
      // The browser takes it back by itself: page out of sight, battery low.
      mine.addEventListener("release", () => { if (lock === mine) lost(); });
      tell("awake");
    } catch {
      tell("asleep");
    }
    isAsking = false;
    if (!session.isRunning) letGo();
  }

  function lost() {
    lock = null;
    tell(session.isRunning ? "asleep" : "");
  }

  function letGo() {
    const held = lock;
    lock = null;
    tell("");
    held?.release().catch(() => {});
  }

  function look() {
    if (!session.isRunning) letGo();
    else if (!document.hidden) keep();
  }

  if (!navigator.wakeLock) {
    tell("asleep");
    return;
  }
  session.on((what) => { if (what === "state") look(); });
  document.addEventListener("visibilitychange", look);
  look();
}
