/**
 * The video in one [data-video] element, whoever serves it.
 *
 * videoIn(root) gives { root, open(second) } or null. open starts playing there (without a second:
 * where it begins by itself), moves the focus into the player and returns its transport, which has
 * the calls that transports/file.js lists. A provider's façade asks nothing of the provider before.
 */
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
      const iframe = playerFrame(root, provider, second);
      const transport = new FrameTransport(iframe, provider);
      root.querySelector("a.play").replaceWith(iframe);
      iframe.focus({ preventScroll: true });
      opened = wholeVideo(root, () => iframe, transport);
      return transport;
    },
  };
}

function playerFrame({ dataset }, provider, second) {
  const address = provider.addressAt(dataset.embed, second);
  if (new URL(address).origin !== provider.origin) throw new Error(`Not ${provider.origin}: ${address}`);
  const iframe = document.createElement("iframe");
  iframe.title = dataset.title;
  iframe.allow = "autoplay; picture-in-picture; encrypted-media";
  iframe.allowFullscreen = true; // naming fullscreen in allow as well earns a warning in the console
  // YouTube refuses to play for a page that does not say where it is (error 153).
  iframe.referrerPolicy = "strict-origin-when-cross-origin";
  iframe.src = address;
  return iframe;
}
