/** What YouTube's player understands and says; docs/video-players.md gives the sources. */
const ENDED = 0;

const command = (func, ...args) => JSON.stringify({ event: "command", func, args });

/** The address with these parameters, beginning at that second (else where it began before). */
function addressWith(parameters, address, second) {
  const url = new URL(address);
  const start = second === undefined ? {} : { start: Math.floor(second) };
  const wanted = { ...parameters, origin: location.origin, ...start };
  Object.entries(wanted).forEach(([name, value]) => url.searchParams.set(name, value));
  return url.href;
}

export const youtube = {
  origin: "https://www.youtube-nocookie.com",

  /** The player's address, playing at once. */
  addressAt: (address, second) => addressWith({ autoplay: 1 }, address, second),

  /** The player's address, silent and waiting for a command. */
  waitingAt: (address, second) => addressWith({ mute: 1, controls: 0, disablekb: 1 }, address, second),

  knock: JSON.stringify({ event: "listening", id: 1, channel: "widget" }),
  isReady: ({ event }) => ["onReady", "initialDelivery", "infoDelivery"].includes(event),
  greetings: [],

  play: command("playVideo"),
  pause: command("pauseVideo"),
  seek: (seconds) => command("seekTo", seconds, true),
  mute: (isMuted) => command(isMuted ? "mute" : "unMute"),

  hear({ event, info }) {
    if (event !== "infoDelivery" && event !== "initialDelivery") return {};
    const { currentTime, duration, playerState } = info ?? {};
    const ended = playerState === undefined ? undefined : playerState === ENDED;
    return { time: currentTime, length: duration, ended };
  },
};
