/**
 * Drives a <video> element of our own.
 *
 * Every transport offers the same five calls, in whole or broken seconds:
 *   play(), pause(), seek(seconds)
 *   onTime(callback(seconds)), onEnd(callback()): each returns a function that ends the calls.
 */
export function fileTransport(video) {
  const on = (name, callback) => {
    video.addEventListener(name, callback);
    return () => video.removeEventListener(name, callback);
  };
  return {
    // A browser may refuse to play, or a pause may overtake it: the controls are still there.
    play: () => void video.play()?.catch(() => {}),
    pause: () => video.pause(),
    // Before the metadata has come, the browser keeps this as the place to begin.
    seek: (seconds) => { video.currentTime = seconds; },
    onTime: (callback) => on("timeupdate", () => callback(video.currentTime)),
    onEnd: (callback) => on("ended", () => callback()),
  };
}
