/** Which screen shows: "start", "stage" or "finish". The steps of the stepper stay away from then on. */
export function screensOf(page) {
  const screens = [...page.querySelectorAll(".screen")];
  let shown = "";
  page.classList.add("timed");
  return function show(name) {
    // First, while the browser knows where everything is: afterwards it would have to lay out twice.
    if (shown) document.documentElement.scrollTop = 0;
    for (const screen of screens) screen.hidden = screen.id !== name;
    shown = name;
  };
}
