/**
 * Drives a provider's player in an iframe by postMessage, with the calls that file.js lists.
 *
 * None of the provider's scripts runs on our page. We speak only to the provider's origin and
 * believe only messages from this iframe and that origin. A player starts to listen some time after
 * its page has loaded, so we knock until it answers. If it stays silent, its own controls still
 * work, and a seek loads it again at that second, unless `reloads` is false.
 *
 * A provider is { origin, addressAt(address, seconds), knock, isReady(data), greetings,
 * play, pause, seek(seconds), mute(isMuted), hear(data) }; hear gives { time, length, ended }, each
 * undefined if not told.
 */
const PATIENCE = 5000;
const BETWEEN_KNOCKS = 400;

export class FrameTransport {
  #iframe;
  #provider;
  #state = "waiting"; // then "open", or "silent"
  #unsent = [];
  #wantedSecond = null;
  #reloads;
  #length;
  #ended = false;
  #timers = {};
  #listeners = { time: new Set(), end: new Set(), silence: new Set() };
  #hearing = new AbortController();

  constructor(iframe, provider, { reloads = true } = {}) {
    this.#iframe = iframe;
    this.#provider = provider;
    this.#reloads = reloads;
    addEventListener("message", (event) => this.#receive(event), { signal: this.#hearing.signal });
    // Only then is the provider's page there; a message sent earlier would meet an empty frame.
    iframe.addEventListener("load", () => this.#knock());
    this.#wait();
  }

  play() { this.#command(this.#provider.play); }

  pause() { this.#command(this.#provider.pause); }

  seek(seconds) {
    if (this.#state === "silent" && this.#reloads) {
      this.#reloadAt(seconds);
      return;
    }
    this.#wantedSecond = seconds;
    this.#command(this.#provider.seek(seconds));
  }

  mute(isMuted) { this.#command(this.#provider.mute(isMuted)); }

  close() {
    this.#hearing.abort();
    this.#quiet("closed");
    this.#iframe.remove();
  }

  onTime(callback) { return this.#subscribe("time", callback); }

  onEnd(callback) { return this.#subscribe("end", callback); }

  onSilence(callback) { return this.#subscribe("silence", callback); }

  #subscribe(what, callback) {
    this.#listeners[what].add(callback);
    return () => this.#listeners[what].delete(callback);
  }

  #tell(what, ...values) { this.#listeners[what].forEach((callback) => callback(...values)); }

  #send(message) { this.#iframe.contentWindow?.postMessage(message, this.#provider.origin); }

  #command(message) {
    if (this.#state === "open") this.#send(message);
    else if (this.#state === "waiting") this.#unsent.push(message);
  }

  #wait() {
    this.#state = "waiting";
    clearTimeout(this.#timers.patience);
    this.#timers.patience = setTimeout(() => this.#giveUp(), PATIENCE);
  }

  #knock() {
    if (this.#state === "open") return;
    this.#wait();
    clearInterval(this.#timers.knocks);
    this.#timers.knocks = setInterval(() => this.#send(this.#provider.knock), BETWEEN_KNOCKS);
    this.#send(this.#provider.knock);
  }

  #receive({ origin, source, data }) {
    if (origin !== this.#provider.origin || source !== this.#iframe.contentWindow) return;
    const message = parsed(data);
    if (this.#state !== "open" && this.#provider.isReady(message)) this.#answered();
    const { time, length, ended } = this.#provider.hear(message);
    if (length > 0) this.#length = length;
    if (Number.isFinite(time)) this.#tell("time", time, this.#length);
    if (ended && !this.#ended) this.#tell("end");
    this.#ended = ended ?? this.#ended;
  }

  #answered() {
    this.#quiet("open");
    this.#provider.greetings.forEach((message) => this.#send(message));
    this.#unsent.splice(0).forEach((message) => this.#send(message));
    this.#tell("silence", false);
  }

  #giveUp() {
    this.#quiet("silent");
    this.#unsent = [];
    this.#tell("silence", true);
    if (this.#wantedSecond !== null && this.#reloads) this.#reloadAt(this.#wantedSecond);
  }

  #quiet(state) {
    this.#state = state;
    clearTimeout(this.#timers.patience);
    clearInterval(this.#timers.knocks);
  }

  #reloadAt(seconds) {
    const iframe = this.#iframe;
    const { parentNode, nextSibling } = iframe;
    this.#wantedSecond = null;
    // Out and in again: an address that differs only after its # would load nothing.
    iframe.remove();
    iframe.src = this.#provider.addressAt(iframe.src, seconds);
    parentNode.insertBefore(iframe, nextSibling);
    iframe.focus({ preventScroll: true });
    this.#wait();
  }
}

function parsed(data) {
  try {
    return (typeof data === "string" ? JSON.parse(data) : data) ?? {};
  } catch {
    return {};
  }
}
