/** Pauses at the instant when the page can't be seen any more (a call, a lock, another tab), and says so. */
export function attach({ session, note }) {
  const away = () => {
    if (session.isRunning) session.pause("hidden");
  };
  document.addEventListener("visibilitychange", () => document.hidden && away());
  addEventListener("pagehide", away);
  document.addEventListener("freeze", away);
  if (document.hidden) away(); // this may load after the press
  session.on((what) => {
    if (what !== "state") return;
    if (session.isRunning) note("");
    else if (["hidden", "frozen"].includes(session.reason)) note(session.reason);
  });
}
