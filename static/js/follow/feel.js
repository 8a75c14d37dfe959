/** "How do you feel now?" after a session: kept on the device, to advise a break after two bad ones. */
import { memory } from "./memory.js";

export function attach({ page, session, say }) {
  const form = page.querySelector("[data-feel]");
  const advice = form.querySelector("[data-feel-advice]");
  const kept = memory(`feel.${page.dataset.follow}`);
  let before = null; // the answer to the session before this one

  function clear() {
    before = kept.read();
    form.querySelectorAll("input").forEach((input) => { input.checked = false; });
    advice.textContent = "";
  }

  session.on((what) => what === "state" && session.state === "finished" && clear());

  form.addEventListener("change", ({ target }) => {
    kept.write(target.value);
    advice.textContent = target.value === "worse" && before === "worse" ? say("worse-again") : "";
  });

  page.addEventListener("follow:forget", () => {
    kept.forget();
    clear();
  });
}
