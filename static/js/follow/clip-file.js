/** Clips from an uploaded video; its captions show while its sound is on. */
import { fileTransport } from "../video/transports/file.js";

export function sourceIn({ content }) {
  return {
    isWanted: () => true,
    isUntouched: false,
    playerAt(second) {
      const element = document.importNode(content.querySelector("video"), true);
      const transport = fileTransport(element);
      transport.seek(second);
      const mute = (isMuted) => {
        transport.mute(isMuted);
        for (const track of element.textTracks) track.mode = isMuted ? "disabled" : "showing";
      };
      return { element, transport: { ...transport, mute } };
    },
  };
}
