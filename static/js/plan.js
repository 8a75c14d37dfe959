/**
 * Entry: marks the exercise being read in the routine's list ([data-plan], links to #anchors).
 *
 * An exercise counts as being read while it crosses the upper third of the window. Without this
 * script the list is a list of links.
 */
const links = new Map();
for (const link of document.querySelectorAll("[data-plan] a[href^='#']")) {
  const exercise = document.getElementById(decodeURIComponent(link.hash.slice(1)));
  if (exercise) links.set(exercise, link);
}

const reading = new Set();
const observer = new IntersectionObserver(
  (entries) => {
    for (const { target, isIntersecting } of entries) reading[isIntersecting ? "add" : "delete"](target);
    const [current] = [...links.keys()].filter((exercise) => reading.has(exercise));
    for (const [exercise, link] of links) mark(link, exercise === current);
  },
  { rootMargin: "-30% 0px -69% 0px" },
);
for (const exercise of links.keys()) observer.observe(exercise);

function mark(link, isCurrent) {
  if (isCurrent) link.setAttribute("aria-current", "true");
  else link.removeAttribute("aria-current");
}
