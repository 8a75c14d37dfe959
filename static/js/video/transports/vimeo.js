/** What Vimeo's player understands and says; docs/video-players.md gives the sources. */
/** The address with this parameter, beginning at that second (else where it began before). */
function addressWith(parameter, address, second) {
  const url = new URL(address);
  url.searchParams.set(parameter, 1);
  if (second !== undefined) url.hash = `t=${Math.floor(second)}s`;
  return url.href;
}

export const vimeo = {
  origin: "https://player.vimeo.com",

  /** The player's address, playing at once. */
  addressAt: (address, second) => addressWith("autoplay", address, second),

  /** The player's address, silent and waiting for a command. */
  waitingAt: (address, second) => addressWith("muted", address, second),

  knock: { method: "ping" },
  isReady: ({ event, method }) => event === "ready" || method === "ping",
  greetings: ["timeupdate", "ended"].map((value) => ({ method: "addEventListener", value })),

  play: { method: "play" },
  pause: { method: "pause" },
  seek: (value) => ({ method: "setCurrentTime", value }),
  mute: (value) => ({ method: "setMuted", value }),

  hear({ event, data }) {
    if (event === "timeupdate") return { time: data?.seconds, length: data?.duration, ended: false };
    return event === "ended" ? { ended: true } : {};
  },
};
