/** Which screen shows: "start", "stage" or "finish". The steps of the stepper stay away from then on. */
export function screensOf(page) {
  const screens = [...page.querySelectorAll(".screen")];
  page.classList.add("timed");
  return function show(name) {
    for (const screen of screens) screen.hidden = screen.id !== name;
    document.documentElement.scrollTop = 0;
  };
}
