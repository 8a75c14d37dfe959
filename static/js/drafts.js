/**
 * The words of a form, kept in this browser only: one draft for each address a form is sent to.
 *
 * Storage may be blocked or full; then there are no drafts, and nothing else changes.
 */
const key = (form) => `draft:${form.getAttribute("action")}`;

function trying(work) {
  try {
    return work(window.localStorage);
  } catch {
    return null;
  }
}

/** Store what is typed now; an empty field forgets. */
export function keepDraft(form) {
  const { value } = form.elements.text;
  trying((storage) => (value ? storage.setItem(key(form), value) : storage.removeItem(key(form))));
}

/** Put the draft into an empty field. */
export function showDraft(form) {
  const { text } = form.elements;
  text.value ||= trying((storage) => storage.getItem(key(form))) ?? "";
}

/** Forget what has been sent. */
export function clearDraft(form) {
  trying((storage) => storage.removeItem(key(form)));
}
