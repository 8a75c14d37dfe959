/** What YouTube's player understands and says; docs/video-players.md gives the sources. */
const ENDED = 0;

const command = (func, ...args) => JSON.stringify({ event: "command", func, args });

export const youtube = {
  origin: "https://www.youtube-nocookie.com",

  /** The player's address, playing at once, from that second (else from where it began before). */
  addressAt(address, seconds) {
    const url = new URL(address);
    url.searchParams.set("autoplay", 1);
    url.searchParams.set("origin", location.origin);
    if (seconds !== undefined) url.searchParams.set("start", Math.floor(seconds));
    return url.href;
  },

  knock: JSON.stringify({ event: "listening", id: 1, channel: "widget" }),
  isReady: ({ event }) => ["onReady", "initialDelivery", "infoDelivery"].includes(event),
  greetings: [],

  play: command("playVideo"),
  pause: command("pauseVideo"),
  seek: (seconds) => command("seekTo", seconds, true),

  hear({ event, info }) {
    if (event !== "infoDelivery" || !info) return {};
    const { currentTime, playerState } = info;
    return { time: currentTime, ended: playerState === undefined ? undefined : playerState === ENDED };
  },
};
