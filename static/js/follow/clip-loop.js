/**
 * Plays one clip of a video over and over: cue(clip) waits at its start, play() and pause() do so.
 *
 * It tells onMove() each time the clip has moved on, onStuck() where it should and hasn't for 5 s,
 * whatever the reason, onLost(clip) where the video ends before the clip begins.
 *
 * Players go on telling the old time for a moment after a seek. So nothing is sought again before a
 * time inside the clip was heard: one that can't be reached makes no storm of seeks.
 */
const PATIENCE = 5000;
// Players tell the time about four times a second; this early, nothing shows of what follows the clip.
const LEAD = 0.2;
// A player may begin a little before, at a picture that it holds in full.
const SLACK = 1.5;
// Less than this (in seconds) is not worth a loop.
const SHORTEST = 0.5;

/** An untouched player wants to be played before it is sought in or paused; others wait at the clip. */
export function loopOn(transport, clip, isUntouched, { onMove, onStuck, onLost }) {
  let isPlaying = false;
  let isThere = !isUntouched; // in the clip, or on the way to it
  let isFresh = true; // at its start
  let last = null; // heard inside the clip since then
  let patience;

  function seek() {
    last = null;
    isThere = isFresh = true;
    transport.seek(clip.start);
  }

  function watch() {
    clearTimeout(patience);
    if (isPlaying) patience = setTimeout(onStuck, PATIENCE);
  }

  function stop() {
    isPlaying = false;
    clearTimeout(patience);
  }

  function lose() {
    const lost = clip;
    stop();
    clip = null;
    transport.pause();
    onLost(lost);
  }

  function again() {
    if (!isPlaying) return;
    seek();
    transport.play();
  }

  transport.onTime((time, length) => {
    if (!clip) return;
    if (length < clip.start + SHORTEST) lose();
    else if (time >= clip.end - LEAD) last !== null && again();
    else if (time >= clip.start - SLACK) {
      if (isPlaying && last !== null && time !== last) {
        isFresh = false;
        watch();
        onMove();
      }
      last = time;
    }
  });

  transport.onEnd(() => {
    if (!isPlaying) return;
    if (last === null || last < clip.start + SHORTEST) lose();
    else again();
  });

  return {
    stop,

    cue(next) {
      if (next === clip && isFresh) return this.pause();
      stop();
      clip = next;
      if (isUntouched) return;
      seek();
      transport.pause();
    },

    play() {
      if (isPlaying || !clip) return;
      isPlaying = true;
      isUntouched = false;
      if (!isThere) seek();
      transport.play();
      watch();
    },

    pause() {
      if (!isPlaying) return;
      stop();
      transport.pause();
    },

    /** Says it all again to a player that has heard nothing so far. */
    repeat() {
      isThere = false;
      if (isPlaying && clip) again();
    },
  };
}
