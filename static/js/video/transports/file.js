/**
 * Drives a <video> element of our own.
 *
 * Every transport offers the same calls, in whole or broken seconds:
 *   play(), pause(), seek(seconds), mute(isMuted), close()
 *   onTime(callback(seconds, length)), onEnd(callback()): each returns a function that ends the calls.
 *   onSilence(callback(isSilent)): likewise; a video is silent that can't be loaded or doesn't answer,
 *   and may be heard of again.
 * The length of the video is NaN or undefined as long as it is not known.
 */
export function fileTransport(video) {
  const on = (name, callback) => {
    // Captured, because an error of a <source> does not bubble.
    video.addEventListener(name, callback, true);
    return () => video.removeEventListener(name, callback, true);
  };
  const cantLoad = () => video.error || video.networkState === HTMLMediaElement.NETWORK_NO_SOURCE;

  function play() {
    // A pause may overtake it, or a browser refuse: sound wants a reader's touch first, so without.
    video.play()?.catch(({ name }) => {
      if (name !== "NotAllowedError" || video.muted) return;
      video.muted = true;
      play();
    });
  }

  return {
    play,
    pause: () => video.pause(),
    // Before the metadata has come, the browser keeps this as the place to begin.
    seek: (seconds) => { video.currentTime = seconds; },
    mute: (isMuted) => { video.muted = isMuted; },
    close: () => video.pause(),
    onTime: (callback) => on("timeupdate", () => callback(video.currentTime, video.duration)),
    onEnd: (callback) => on("ended", () => video.ended && callback()),
    onSilence: (callback) => on("error", () => cantLoad() && callback(true)),
  };
}
