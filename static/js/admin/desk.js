/* The moderation desk by keyboard. Without it the desk is plain forms and links; see _keys.html for the
   keys. A decision reloads the page, and the focus lands on the comment after the one decided about. */
(() => {
  const desk = document.querySelector("[data-desk]");
  if (!desk) return;
  const rows = [...desk.querySelectorAll("[data-desk-row]")];
  const boxes = [...desk.querySelectorAll('[name="keys"]')];
  const help = desk.querySelector("[data-desk-keys]");
  const toggle = desk.querySelector("[data-desk-keys-on]");
  const OFF = "plumbline-desk-keys-off";
  const NEXT = "plumbline-desk-next";
  // A dialog of ours or of Wagtail's.
  const OPEN = 'dialog[open], [role="dialog"][aria-hidden="false"]';
  let isLeaving = false;

  // Storage may be forbidden; then keys are on and the focus begins anew.
  const stored = (storage, name) => {
    try {
      return window[storage].getItem(name);
    } catch {
      return null;
    }
  };
  const store = (storage, name, value) => {
    try {
      if (value === null) window[storage].removeItem(name);
      else window[storage].setItem(name, value);
    } catch {
      /* see above */
    }
  };

  // -- which row --
  const current = () => rows.indexOf(document.activeElement?.closest("[data-desk-row]"));
  const mark = () => {
    const at = current();
    rows.forEach((row, index) => {
      if (index === at) row.setAttribute("aria-current", "true");
      else row.removeAttribute("aria-current");
    });
  };
  const focus = (row) => {
    if (!row) return;
    row.focus({ preventScroll: true });
    row.scrollIntoView({ block: "nearest" });
  };
  const move = (step) => {
    const at = current();
    focus(rows[at < 0 ? 0 : Math.min(Math.max(at + step, 0), rows.length - 1)]);
  };
  desk.addEventListener("focusin", mark);
  desk.addEventListener("focusout", () => queueMicrotask(mark));

  // -- where the focus goes after the reload --
  const rememberNext = (at) => {
    const following = rows.slice(at + 1).map((row) => row.dataset.deskRow);
    store("sessionStorage", NEXT, JSON.stringify({ following, at }));
  };
  const resume = () => {
    const next = JSON.parse(stored("sessionStorage", NEXT) || "null");
    store("sessionStorage", NEXT, null);
    const named = location.hash && rows.find((row) => `#${row.id}` === location.hash);
    if (named) return focus(named);
    if (!next || !rows.length) return undefined;
    const following = next.following.map((key) => rows.find((row) => row.dataset.deskRow === key));
    return focus(following.find(Boolean) || rows[Math.min(next.at, rows.length - 1)]);
  };

  // A live region speaks only of what changes after the page is there.
  const announce = () => {
    const live = desk.querySelector("[data-desk-live]");
    const told = document.querySelector(".messages li span");
    const words = [told, desk.querySelector("[data-desk-count]")].map((one) => one?.textContent.trim());
    setTimeout(() => (live.textContent = words.filter(Boolean).join(" ")), 500);
    setTimeout(() => (live.textContent = ""), 8000);
  };

  // -- choosing --
  const all = desk.querySelector("[data-desk-all]");
  const chosen = desk.querySelector("[data-desk-chosen]");
  const offer = desk.querySelector("[data-desk-offer]");
  const count = () => {
    const number = boxes.filter((box) => box.checked).length;
    const told = offer?.checked ? offer.dataset.deskOffer : number || "";
    chosen.textContent = told && `${desk.dataset.chosen}: ${told}`;
    const box = all.querySelector("input");
    box.checked = number > 0 && number === boxes.length;
    box.indeterminate = number > 0 && number < boxes.length;
  };
  if (all && boxes.length) {
    all.hidden = false;
    all.addEventListener("change", (event) => {
      boxes.forEach((box) => (box.checked = event.target.checked));
      count();
    });
    [...boxes, offer].forEach((box) => box?.addEventListener("change", count));
    count();
  }

  // -- folded on a phone; where a style sheet cannot hold it open elsewhere, this does --
  if (!CSS.supports("selector(::details-content)") && matchMedia("(min-width: 50rem)").matches)
    desk.querySelectorAll(".desk-fold").forEach((fold) => (fold.open = true));

  // -- keys --
  const press = (key) => {
    const at = current();
    if (at < 0) return move(0);
    rows[at].querySelector(`[data-key="${key}"]`)?.click();
    return undefined;
  };
  const expand = () => {
    const details = rows[current()]?.querySelector("details");
    if (details) details.open = !details.open;
  };
  const tick = () => {
    const box = rows[current()]?.querySelector('[name="keys"]');
    if (box) box.click();
  };
  const undo = () => document.querySelector("[data-desk-undo]")?.requestSubmit();
  const keys = {
    j: () => move(1),
    k: () => move(-1),
    a: () => press("a"),
    r: () => press("r"),
    s: () => press("s"),
    b: () => press("b"),
    e: expand,
    x: tick,
    u: undo,
    "?": () => help.showModal(),
  };
  const isWriting = (element) =>
    element.isContentEditable || element.matches('select, textarea, input:not([type="checkbox"])');

  document.addEventListener(
    "keydown",
    (event) => {
      const act = Object.hasOwn(keys, event.key) && keys[event.key];
      if (!act || event.ctrlKey || event.metaKey || event.altKey || event.repeat) return;
      if (!toggle.checked || isLeaving || document.querySelector(OPEN)) return;
      if (event.target instanceof Element && isWriting(event.target)) return;
      // Wagtail has a list of keys under "?" as well.
      event.preventDefault();
      event.stopPropagation();
      act();
    },
    true,
  );

  document.addEventListener("submit", (event) => {
    if (event.defaultPrevented || event.target.method !== "post") return;
    // A second key before the next page would decide twice.
    if (isLeaving) event.preventDefault();
    isLeaving = true;
    if (event.target.matches("[data-desk-form]")) rememberNext(Math.max(current(), 0));
  });
  window.addEventListener("pageshow", () => (isLeaving = false));

  toggle.checked = !stored("localStorage", OFF);
  toggle.addEventListener("change", () => store("localStorage", OFF, toggle.checked ? null : "1"));
  desk.querySelector("[data-desk-keys-offer]").hidden = false;
  desk.querySelector("[data-desk-help]").addEventListener("click", () => help.showModal());
  resume();
  announce();
})();
