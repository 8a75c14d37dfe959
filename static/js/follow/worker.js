/**
 * Keeps one session on the reader's device, so that it works without a network.
 *
 * Served at /follow-sw.js; offline.js registers it once for each session, whose address is its scope.
 * The network always comes first, so that nobody gets an old page who could have the new one. The copy
 * is for when no answer comes, or the site is in trouble. Kept are text and pictures; never video, and
 * nothing that the site calls private.
 */
const VERSION = 1; // of how things are kept; copies of another version go when the first of this one is whole
const PAGE = new URL(registration.scope).pathname;
const NAME = `plumbline.follow ${VERSION} ${PAGE}`;
const KEPT = ["font", "image", "manifest", "script", "style"];
const SESSION = "<main data-follow=";

addEventListener("install", () => skipWaiting());

// The browser may ask for the page while this script still wakes up.
addEventListener("activate", (event) => {
  event.waitUntil(Promise.all([clients.claim(), registration.navigationPreload?.enable()]));
});

addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname } = new URL(request.url);
  if (request.method !== "GET" || origin !== location.origin) return;
  if (request.mode === "navigate" && pathname === PAGE) event.respondWith(openPage(event));
  if (KEPT.includes(request.destination)) event.respondWith(newest(request));
});

/** A page asks to keep it with these files, and is told whether that was done. */
addEventListener("message", (event) => {
  const tell = (isKept) => event.ports[0].postMessage(isKept);
  event.waitUntil(keep(event.data).then(() => tell(true), () => tell(false)));
});

async function openPage(event) {
  const answer = await askFor(event).catch(() => null);
  if (!answer || isTrouble(answer)) return (await copyOf(PAGE)) ?? answer ?? Response.error();
  // Unpublished, moved or private: what was kept is nobody's to read any more.
  if (!mayKeep(answer)) event.waitUntil(forget());
  return answer;
}

async function askFor(event) {
  return (await event.preloadResponse) ?? fetch(event.request);
}

async function newest(request) {
  const answer = await fetch(request).catch(() => null);
  return answer?.ok ? answer : ((await copyOf(request)) ?? answer ?? Response.error());
}

/** From this session's copy; else from that of another session or version, whose files have the same names. */
async function copyOf(request) {
  const options = { ignoreVary: true };
  return (await caches.match(request, { ...options, cacheName: NAME })) ?? caches.match(request, options);
}

const isTrouble = ({ status }) => status >= 500 || status === 408 || status === 429;

function mayKeep({ status, redirected, headers }) {
  const says = (name, words) => words.test(headers.get(name) ?? "");
  return status === 200 && !redirected && !says("cache-control", /no-store|private/) && !says("vary", /cookie|\*/i) && !says("content-type", /^(audio|video)/);
}

/** The page comes last: while one is kept, so are its files. What fails leaves an older copy as it was. */
async function keep(files) {
  const cache = await caches.open(NAME);
  const page = await fetch(PAGE, { cache: "no-cache" });
  const text = await page.text();
  if (!mayKeep(page) || !text.includes(SESSION)) throw new Error(`Not a session: ${PAGE}`);
  await Promise.all(files.map((file) => add(cache, file)));
  const dated = text.replace(SESSION, `<main data-kept="${Date.now()}" data-follow=`);
  await cache.put(PAGE, new Response(dated, { headers: page.headers }));
  await tidy(cache, [PAGE, ...files]);
}

async function add(cache, file) {
  const answer = await fetch(file);
  if (mayKeep(answer)) await cache.put(file, answer);
}

async function tidy(cache, files) {
  const wanted = new Set(files.map((file) => new URL(file, location).href));
  const old = (await cache.keys()).filter(({ url }) => !wanted.has(url));
  await Promise.all(old.map((request) => cache.delete(request)));
  await drop(NAME);
}

/** Deletes the copies of this session except the one of that name. */
async function drop(spared) {
  const names = await caches.keys();
  const ours = names.filter((name) => name.startsWith("plumbline.follow ") && name.endsWith(` ${PAGE}`));
  await Promise.all(ours.filter((name) => name !== spared).map((name) => caches.delete(name)));
}

async function forget() {
  await registration.unregister();
  await drop();
}
