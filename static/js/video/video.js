/**
 * The video in one [data-video] element, whoever serves it.
 *
 * videoIn(root) gives { root, open(second) } or null. open starts playing there (without a second:
 * where it begins by itself), moves the focus into the player and returns its transport, which has
 * the calls that transports/file.js lists. A provider's façade asks nothing of the provider before.
 */
import { playerFrame } from "./frame.js";
import { fileTransport } from "./transports/file.js";
import { FrameTransport } from "./transports/frame.js";
import { vimeo } from "./transports/vimeo.js";
import { youtube } from "./transports/youtube.js";

const providers = { youtube, vimeo };

export function videoIn(root) {
  const element = root.querySelector("video");
  if (element) return wholeVideo(root, () => element, fileTransport(element));
  const provider = providers[root.dataset.provider];
  return provider ? facade(root, provider) : null;
}

function wholeVideo(root, player, transport) {
  return {
    root,
    open(second) {
      if (second !== undefined) transport.seek(second);
      transport.play();
      player().focus({ preventScroll: true });
      return transport;
    },
  };
}

function facade(root, provider) {
  let opened = null;
  return {
    root,
    open(second) {
      if (opened) return opened.open(second);
      const { embed, title } = root.dataset;
      const iframe = playerFrame(provider, provider.addressAt(embed, second), title);
      const transport = new FrameTransport(iframe, provider);
      root.querySelector("a.play").replaceWith(iframe);
      iframe.focus({ preventScroll: true });
      opened = wholeVideo(root, () => iframe, transport);
      return transport;
    },
  };
}
