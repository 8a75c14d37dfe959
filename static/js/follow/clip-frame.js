/** Clips from a provider's player, once the reader asked for them; the device remembers that. */
import { playerFrame } from "../video/frame.js";
import { FrameTransport } from "../video/transports/frame.js";
import { memory } from "./memory.js";

export async function sourceIn({ dataset }, box, onChange) {
  const provider = await providerCalled(dataset.provider);
  const kept = memory(`clips.${dataset.provider}`);
  // It may have been ticked before this script came.
  if (box.checked) kept.write(true);
  else box.checked = kept.read() === true;
  box.addEventListener("change", () => {
    kept.write(box.checked);
    onChange();
  });
  box.closest("[data-follow]").addEventListener("follow:forget", () => {
    box.checked = false;
    onChange();
  });
  return {
    isWanted: () => box.checked,
    isUntouched: true,
    playerAt(second) {
      const element = playerFrame(provider, provider.waitingAt(dataset.embed, second), dataset.title);
      return { element, transport: new FrameTransport(element, provider, { reloads: false }) };
    },
  };
}

async function providerCalled(name) {
  if (name === "vimeo") return (await import("../video/transports/vimeo.js")).vimeo;
  return (await import("../video/transports/youtube.js")).youtube;
}
