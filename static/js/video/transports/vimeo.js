/** What Vimeo's player understands and says; docs/video-players.md gives the sources. */
export const vimeo = {
  origin: "https://player.vimeo.com",

  /** The player's address, playing at once, from that second (else from where it began before). */
  addressAt(address, seconds) {
    const url = new URL(address);
    url.searchParams.set("autoplay", 1);
    if (seconds !== undefined) url.hash = `t=${Math.floor(seconds)}s`;
    return url.href;
  },

  knock: { method: "ping" },
  isReady: ({ event, method }) => event === "ready" || method === "ping",
  greetings: ["timeupdate", "ended"].map((value) => ({ method: "addEventListener", value })),

  play: { method: "play" },
  pause: { method: "pause" },
  seek: (value) => ({ method: "setCurrentTime", value }),

  hear({ event, data }) {
    if (event === "timeupdate") return { time: data?.seconds, ended: false };
    return event === "ended" ? { ended: true } : {};
  },
};
