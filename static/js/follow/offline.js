/**
 * Keeps the session on the reader's device, so that it works without a network, and says when it does.
 *
 * worker.js does the keeping (its address is in the page; a preview and a private page have none); this
 * module tells it what the page is made of. A page that comes from the copy says so in data-kept.
 */
const NAMES = "plumbline.follow ";
// Of what a page has loaded, what a copy of it needs; no video, and nothing that a script asked for.
const TEXT_AND_PICTURES = ["css", "img", "link", "other", "script"];

export async function attach({ page, loaded, say }) {
  const { worker, kept } = page.dataset;
  const line = page.querySelector("[data-offline]");
  if (kept) line.textContent = say("copy", dateOf(kept));
  if (!worker || !navigator.serviceWorker || !self.caches) return;
  document.addEventListener("error", ({ target }) => showKeptSize(target).catch(() => {}), true);
  const keeping = kept ? null : keepAll({ page, worker, loaded }).then((isKept) => isKept && (line.textContent = say("offline")), quietly);
  const forget = () => forgetCopies(worker).then(() => { line.textContent = ""; }, quietly);
  page.addEventListener("follow:forget", () => {
    forget();
    keeping?.then(forget); // what was still on its way
  });
}

/** Blocked or full: the session works as long as there is a network, as it would without this. */
const quietly = () => {};

/** Keeps this session, and says whether that was done. */
async function keepAll({ page, worker, loaded }) {
  await Promise.all([loaded, hasLoaded()]);
  for (const image of page.querySelectorAll("img")) await look(image); // all at once would hold up a slow phone
  await navigator.serviceWorker.register(worker, { scope: location.pathname });
  const { active } = await navigator.serviceWorker.ready;
  return keep(active, filesOf(page));
}

/** Forgets the copies of all sessions on this device. */
export async function forgetCopies(worker) {
  const { href } = new URL(worker, location);
  const registrations = await navigator.serviceWorker.getRegistrations();
  const ours = registrations.filter(({ active }) => active?.scriptURL === href);
  await Promise.all(ours.map((registration) => registration.unregister()));
  const names = (await caches.keys()).filter((name) => name.startsWith(NAMES));
  await Promise.all(names.map((name) => caches.delete(name)));
}

const hasLoaded = () => document.readyState === "complete" || new Promise((done) => { addEventListener("load", done, { once: true }); });

const dateOf = (time) => new Date(Number(time)).toLocaleString(document.documentElement.lang, { dateStyle: "medium", timeStyle: "short" });

/** A picture that is out of sight has no address of its own yet: its size is chosen when it is loaded. */
function look(image) {
  image.loading = "eager";
  return new Promise((done) => {
    if (image.complete && image.currentSrc) done();
    image.addEventListener("load", done);
    image.addEventListener("error", done);
  });
}

function keep(worker, files) {
  const { port1, port2 } = new MessageChannel();
  return new Promise((done) => {
    port1.onmessage = ({ data }) => done(data);
    worker.postMessage(files, [port2]);
  });
}

/** The addresses of everything that the page shows and runs. */
function filesOf(page) {
  const loaded = performance.getEntriesByType("resource").filter(({ initiatorType }) => TEXT_AND_PICTURES.includes(initiatorType));
  const linked = [...document.querySelectorAll('link[rel*="icon"], link[rel="manifest"]')];
  const pictures = [...page.querySelectorAll("img")];
  const files = [...loaded.map(({ name }) => name), ...linked.map(({ href }) => href), ...pictures.map(({ currentSrc }) => currentSrc)];
  return [...new Set(files.map((file) => file.split("#")[0]))].filter((file) => file.startsWith(`${location.origin}/`));
}

/** A turned phone may want another size of a picture than the one that is kept: then that one has to do. */
async function showKeptSize(image) {
  if (!image.matches?.("img")) return;
  const sources = [...(image.closest("picture")?.querySelectorAll("source") ?? [])];
  const sizes = [...sources, image].flatMap(({ srcset }) => srcset.split(",").map((one) => one.trim().split(" ")[0])).filter(Boolean);
  for (const size of sizes) {
    if (!(await caches.match(size))) continue;
    sources.forEach((source) => source.remove());
    image.removeAttribute("srcset");
    image.src = size;
    return;
  }
}
