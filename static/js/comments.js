/**
 * Entry: replies in place, drafts that survive a closed tab, messages at the fields without a new page.
 *
 * Without this script the same form and links lead through pages of their own. The server's answer is
 * always a page with a form; what is wrong is read from there, so the wording exists once.
 */
import { clearDraft, keepDraft, showDraft } from "./drafts.js";

let firstFocus = null;
let form = document.querySelector("[data-comment-form]");
if (form) {
  const home = {
    action: form.getAttribute("action"),
    heading: heading().textContent,
    place: document.createComment(""),
  };
  form.before(home.place);
  begin();
  document.addEventListener("click", (event) => {
    const reply = event.target.closest("[data-reply]");
    if (reply && !event.ctrlKey && !event.metaKey && !event.shiftKey) {
      event.preventDefault();
      moveUnder(reply);
    } else if (event.target.closest("[data-cancel]")) {
      moveHome();
    }
  });

  /** A form just put into the page. */
  function begin() {
    showDraft(form);
    form.addEventListener("input", () => keepDraft(form));
    form.addEventListener("focusin", () => (firstFocus ??= performance.now()));
    form.addEventListener("submit", send);
  }

  /** How long the writing took, for the filter; whoever writes without this script leaves it empty. */
  function tellTime() {
    const passed = firstFocus === null ? "" : (performance.now() - firstFocus) / 1000;
    form.elements.seconds.value = passed && passed.toFixed(1);
  }

  function heading() {
    return form.querySelector("h2, h3");
  }

  function moveUnder(reply) {
    if (form.opener !== reply) {
      changePlace(reply.getAttribute("href"), () => reply.parentElement.after(form));
      heading().textContent = reply.textContent;
    }
    form.opener = reply;
    form.elements.text.focus();
  }

  function moveHome() {
    const { opener } = form;
    changePlace(home.action, () => home.place.after(form));
    heading().textContent = home.heading;
    form.opener = null;
    opener?.focus();
  }

  /** Each place has a draft of its own; name and e-mail stay. */
  function changePlace(action, move) {
    form.elements.text.value = "";
    clearMessages();
    form.setAttribute("action", action);
    move();
    form.querySelector("[data-cancel]").hidden = action === home.action;
    showDraft(form);
  }

  async function send(event) {
    event.preventDefault();
    const button = form.querySelector("[type=submit]");
    button.disabled = true;
    tellTime();
    try {
      const body = new URLSearchParams(new FormData(form));
      const answer = await fetch(form.action, { method: "POST", body });
      if (answer.redirected) {
        clearDraft(form);
        window.location.assign(answer.url);
        return;
      }
      showAnswer(new DOMParser().parseFromString(await answer.text(), "text/html"));
    } catch {
      form.removeEventListener("submit", send);
      form.submit(); // the browser says better than we could what is wrong with the connection
    } finally {
      button.disabled = false;
    }
  }

  /** What the last answer had to say is about words that are gone. */
  function clearMessages() {
    form.querySelectorAll("[data-errors], .error").forEach((message) => message.remove());
    form.querySelectorAll("[aria-invalid]").forEach((field) => field.removeAttribute("aria-invalid"));
  }

  /** The answer has no form: too large, closed meanwhile, gone, or from a server before ours. */
  function showRefusal(page) {
    clearMessages();
    const refused = form.querySelector("[data-refused]");
    const reason = page.querySelector("main [data-reason]") ?? page.querySelector("main h1");
    refused.after(refused.content.cloneNode(true));
    if (reason) form.querySelector("[data-errors] [data-reason]").textContent = reason.textContent.trim();
    form.querySelector("[data-errors]").focus();
  }

  /** Replace the form by the answer's, which has what was typed and what is wrong. */
  function showAnswer(page) {
    const next = page.querySelector("[data-comment-form]");
    if (!next) return showRefusal(page);
    next.querySelector("[data-cancel]").hidden = form.getAttribute("action") === home.action;
    next.querySelector("h2, h3").replaceWith(heading());
    next.querySelector("[data-errors]")?.removeAttribute("autofocus");
    next.opener = form.opener;
    form.replaceWith(document.adoptNode(next));
    form = next;
    begin();
    form.querySelector("[data-errors]")?.focus();
  }
}
