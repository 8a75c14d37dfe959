/** Two tabs at once: the session goes on in the one where it was started last; the other pauses. */
export function attach({ session, note }) {
  const channel = new BroadcastChannel("plumbline.follow");
  session.on((what) => {
    if (what === "state" && session.isRunning) channel.postMessage("running");
  });
  channel.addEventListener("message", () => {
    if (session.isRunning) {
      session.pause("other-tab");
      note("other-tab");
    } else if (session.state === "paused") {
      session.reason = "other-tab"; // so that it doesn't write its own place over the newer one
    }
  });
}
