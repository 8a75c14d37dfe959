/** The iframe of a provider's player, not yet in the page. Throws where the address is not the provider's. */
export function playerFrame(provider, address, title) {
  if (new URL(address).origin !== provider.origin) throw new Error(`Not ${provider.origin}: ${address}`);
  const iframe = document.createElement("iframe");
  iframe.title = title;
  iframe.allow = "autoplay; picture-in-picture; encrypted-media";
  iframe.allowFullscreen = true; // naming fullscreen in allow as well earns a warning in the console
  // YouTube refuses to play for a page that does not say where it is (error 153).
  iframe.referrerPolicy = "strict-origin-when-cross-origin";
  iframe.src = address;
  return iframe;
}
