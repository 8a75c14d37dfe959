// The print button of the print sheet. Without scripts it stays out of sight: the words beside it
// name the keys to press.
const button = document.querySelector("[data-print]");

if (button) {
  button.hidden = false;
  button.addEventListener("click", () => window.print());
}
