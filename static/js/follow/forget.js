/**
 * Forgets all that sessions keep on this device: places, settings, chosen ways, answers.
 *
 * Features that keep something of their own hear of it as "follow:forget" on the page.
 */
import { forgetAll } from "./memory.js";

export function attach({ page, session, settings, ways, acts, note }) {
  acts.forget = () => {
    ways.clear();
    settings.reset();
    if (session.state !== "finished") session.reset();
    page.dispatchEvent(new CustomEvent("follow:forget"));
    forgetAll();
    note("forgotten");
  };
}
