/**
 * Entry: "Comment on this step" on a card chooses the step in the form under the page, in place.
 *
 * Without this script the link leads to the form's own page, where the step is chosen already.
 */
document.addEventListener("click", (event) => {
  const link = event.target.closest("[data-step]");
  const choice = document.querySelector("[data-comment-form]")?.elements.exercise;
  if (!link || !choice || event.ctrlKey || event.metaKey || event.shiftKey) return;
  event.preventDefault();
  const { form } = choice;
  const cancel = form.querySelector("[data-cancel]");
  if (cancel && !cancel.hidden) cancel.click(); // it stands under a comment, as a reply
  choice.value = link.dataset.step;
  form.scrollIntoView();
  form.elements.text.focus({ preventScroll: true });
});
