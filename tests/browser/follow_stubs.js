// Stands in for what a device can do, and keeps in `window.device` what was asked of it and when.
window.device = { beeps: [], said: [], awake: [], handlers: {}, voices: [] };

class Param {
  setValueAtTime() {}
  linearRampToValueAtTime() {}
}
window.AudioContext = class {
  state = "suspended";
  currentTime = 0;
  resume() { this.state = "running"; return Promise.resolve(); }
  suspend() { this.state = "suspended"; return Promise.resolve(); }
  createGain() { return { gain: new Param(), connect() {} }; }
  createOscillator() {
    const { state } = this;
    const frequency = { value: 0 };
    return {
      frequency, connect() {}, stop() {},
      start() { window.device.beeps.push([state, Math.round(performance.now()), frequency.value]); },
    };
  }
};

const synthesis = new EventTarget();
Object.assign(synthesis, {
  speaking: true,
  getVoices: () => window.device.voices,
  speak: ({ text, voice }) => window.device.said.push(`${voice.name}: ${text}`),
  cancel: () => window.device.said.push("-"),
});
Object.defineProperty(window, "speechSynthesis", { value: synthesis });
window.SpeechSynthesisUtterance = class { constructor(text) { this.text = text; } };

Object.defineProperty(navigator, "wakeLock", { configurable: true, value: {
  async request(type) {
    window.device.awake.push(type);
    window.device.lock = Object.assign(new EventTarget(), { async release() { window.device.awake.push("released"); } });
    return window.device.lock;
  },
} });

Object.defineProperty(navigator, "mediaSession", { configurable: true, value: {
  playbackState: "none",
  setActionHandler(name, act) { window.device.handlers[name] = act; },
  setPositionState(state) { window.device.position = state ?? null; },
} });
