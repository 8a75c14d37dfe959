/**
 * Pauses once the clip from start to end (seconds) has played through. A reader who jumps out of
 * the clip is left alone. Returns a function that calls it off.
 *
 * A provider's player goes on telling the old time for a moment after a seek, so nothing counts
 * before a time inside the clip has been heard.
 */
const SLACK = 1.5;

export function pauseAtEnd(transport, start, end) {
  let inside = false;
  const stop = transport.onTime((time) => {
    if (time >= start - SLACK && time < end) {
      inside = true;
    } else if (inside) {
      stop();
      if (time >= end && time < end + SLACK) transport.pause();
    }
  });
  return stop;
}
