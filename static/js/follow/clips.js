/**
 * Shows the clip of each exercise while it is done, again and again, from the article's video.
 *
 * The player is made when the session first needs it and stays where it is: an iframe that moves loads
 * again. It lies over the picture, unseen while the reader gets ready or rests, and where the video
 * fails: whatever happens to a video, text and picture go on.
 */
import { breath } from "./breath.js";
import { loopOn } from "./clip-loop.js";
import { isWork } from "./stage.js";

export async function attach(follow) {
  const { page, session, settings, stage, steps, note, say } = follow;
  const label = page.querySelector("[data-clips]"); // only a provider's clips are asked about
  const template = page.querySelector("[data-video-file], [data-video-frame]");
  if (!template || !steps.some(({ clip }) => clip)) {
    label?.remove();
    return;
  }
  const { sourceIn } = await (label ? import("./clip-frame.js") : import("./clip-file.js"));
  const source = await sourceIn(template, label?.querySelector("input"), () => {
    close();
    show();
  });
  const place = stage.element.querySelector("[data-video-place]");
  const line = stage.element.querySelector("[data-note]");
  const { picture } = stage.part;
  const still = matchMedia("(prefers-reduced-motion: reduce)");
  const lost = new Set(); // clips that the video hasn't got
  let player = null;
  let cued = null;
  let isMoving = false; // the clip, before the reader's eyes
  let isFailing = false;
  let isOpening = false;

  /** The clip to show now, or null. Who wants no motion gets the picture, or the clip's first instant. */
  function clipNow() {
    const { clip } = steps[session.phase.step];
    const isWanted = still.matches ? !label && picture.hidden : source.isWanted();
    return isWanted && !lost.has(clip) ? clip : null;
  }

  /** The press that begins a session has its answer first. */
  async function openSoon() {
    if (isOpening) return;
    isOpening = true;
    await breath();
    isOpening = false;
    const clip = clipNow();
    if (!clip || !session.isRunning || player) return;
    open(clip);
    if (player) show();
  }

  function open(clip) {
    if (label && !navigator.onLine) {
      fail();
      return;
    }
    const { element, transport } = source.playerAt(clip.start);
    const loop = loopOn(transport, clip, source.isUntouched, { onMove, onStuck: fail, onLost });
    player = { transport, loop };
    transport.onSilence((isSilent) => {
      if (isSilent) fail();
      else if (isFailing) {
        hush();
        loop.repeat();
      }
    });
    hush();
    place.replaceChildren(element);
  }

  function close() {
    player?.loop.stop();
    player?.transport.close();
    place.replaceChildren();
    player = null;
    isMoving = isFailing = false;
  }

  function hush() { player?.transport.mute(!settings.values.videosound); }

  function onMove() {
    if (isMoving) return;
    isMoving = true;
    isFailing = false;
    lay();
  }

  function onLost(clip) {
    lost.add(clip);
    isMoving = false;
    lay();
  }

  function fail() {
    isFailing = true;
    isMoving = false;
    lay();
  }

  /** Brings player and screen in line with the session. */
  function show(isAnother = false) {
    const clip = clipNow();
    if (clip && session.isRunning && !player) openSoon();
    if (isAnother || clip !== cued) {
      isMoving = false;
      cued = clip;
      if (clip) player?.loop.cue(clip);
    }
    if (clip && session.isRunning && isWork(session.phase) && !still.matches) player?.loop.play();
    else player?.loop.pause();
    lay();
  }

  function lay() {
    tell();
    const isReady = !isFailing && player && clipNow();
    // Of our own file it is known when it moves; a provider's player is never hidden while it may play.
    const isShown = isReady && (picture.hidden || (isWork(session.phase) && (isMoving || label)));
    place.inert = !isShown;
    place.hidden = !player || (picture.hidden && !isShown);
  }

  /** The quiet line stays as long as the video is missing, and gives way to whatever else is said. */
  function tell() {
    const isMissing = isFailing || lost.has(steps[session.phase.step].clip);
    if (isMissing && session.isRunning && !line.textContent) note("silent");
    if (!isMissing && line.textContent === say("silent")) note("");
  }

  session.on((what) => {
    if (what !== "second") show(what === "phase");
  });
  settings.onChange(hush);
  const adapt = () => {
    if (label) label.hidden = still.matches;
    show();
  };
  still.addEventListener("change", adapt);
  addEventListener("online", () => {
    if (!isFailing) return;
    close();
    show();
  });
  adapt();
}
