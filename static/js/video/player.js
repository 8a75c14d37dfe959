/**
 * Entry: makes play buttons open their player in place and "watch this step" links seek it.
 *
 * Without this script, or wherever it fails, each is an ordinary link to the same second.
 */
import { pauseAtEnd } from "./clip.js";
import { videoIn } from "./video.js";

const videos = [...document.querySelectorAll("[data-video]")].map(videoIn).filter(Boolean);
let callOffClip = () => {};

document.addEventListener("click", (event) => {
  const link = event.target.closest?.("a[href]");
  if (!link || event.defaultPrevented || asksForNewTab(event)) return;
  try {
    if (press(link)) event.preventDefault();
  } catch (error) {
    console.error(error); // the link does what links do
  }
});

function asksForNewTab(event) {
  return event.button !== 0 || event.ctrlKey || event.metaKey || event.shiftKey || event.altKey;
}

function press(link) {
  if (link.matches("[data-watch]")) return watch(link);
  const video = link.matches(".play") && videos.find(({ root }) => root.contains(link));
  return Boolean(video && video.open());
}

function watch({ dataset }) {
  const [video] = videos; // an article has at most one
  if (!video) return false;
  const [start, end] = [dataset.start, dataset.end].map(Number.parseFloat);
  callOffClip();
  const transport = video.open(start || 0);
  if (end > start) callOffClip = pauseAtEnd(transport, start, end);
  show(video.root);
  return true;
}

function show(root) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  root.scrollIntoView({ block: "center", behavior: still ? "instant" : "smooth" });
}
