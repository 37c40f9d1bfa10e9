/**
 * Keeps Limber usable without a network. Served as /service-worker.js below a line `const RELEASE = {…}`.
 *
 * Two caches, both of one release: what is the same for everybody, fetched without cookies, and what a signed-in
 * person has seen. The second one goes when they sign out, when somebody else comes, and with every sign-in; its pages
 * that lead through a session go when a sign or a bad day is told.
 * Pages come from the network first. Nothing of /admin/ or /accounts/, no answer to a form and no error is ever kept.
 */
const EVERYBODY = `limber-${RELEASE.version}`;
const PERSONAL = `${EVERYBODY}-personal`;
const OWNER = "/owner";
const FRESH = 10 * 60 * 1000;

const KEPT = /^\/(today\/|sessions\/\d+\/|emergency\/|(stretches|questions)\/([\w-]+\/)?)$/;
const TELLING = /^\/(emergency|screening|sessions\/\d+\/bad-day)\//;
const LEADING = /^\/(today|sessions)\//;
const HANDS_OFF = /^\/(admin|accounts)\//;
const FIGURES = /\/figures\/[0-9a-f]{64}\.svg/g;
const UNCHANGING = /^\/figures\/|\.[0-9a-f]{12}\.\w+$/;

const files = new Set(RELEASE.files);
const kept = (url, cacheName) => caches.match(url, { cacheName, ignoreVary: true });

self.addEventListener("install", (event) => event.waitUntil(install()));
self.addEventListener("activate", (event) => event.waitUntil(activate()));
self.addEventListener("message", (event) => event.waitUntil(keepFor(event.data)));

self.addEventListener("fetch", (event) => {
  const { request } = event;
  const { origin, pathname, search } = new URL(request.url);
  if (origin !== location.origin || request.headers.has("range")) return;
  const isPage = request.mode === "navigate";
  if (isPage && request.method !== "GET" && pathname.startsWith("/accounts/")) event.waitUntil(caches.delete(PERSONAL));
  if (request.method === "POST" && TELLING.test(pathname)) event.waitUntil(forgetSessions());
  if (request.method !== "GET" || HANDS_OFF.test(pathname)) return;
  if (isPage) event.respondWith(page(event, KEPT.test(pathname) && !search));
  else if (files.has(pathname) || pathname.match(FIGURES)) event.respondWith(file(event, UNCHANGING.test(pathname)));
});

/** A new release takes over at once: its files have new names, and pages still open find the old ones on the server. */
async function install() {
  const cache = await caches.open(EVERYBODY);
  await cache.addAll([RELEASE.offline, ...files].map((url) => new Request(url, { credentials: "omit" })));
  for (const url of RELEASE.pages) await keep(cache, url, "omit");
  await self.skipWaiting();
}

async function activate() {
  const old = (name) => name.startsWith("limber-") && name !== EVERYBODY && name !== PERSONAL;
  await Promise.all((await caches.keys()).filter(old).map((name) => caches.delete(name)));
  await self.clients.claim();
}

/** A page says who reads it ("" for a visitor) and what they will want: today and today's session. */
async function keepFor({ owner, urls }) {
  const before = await (await kept(OWNER, PERSONAL))?.text();
  if (before !== owner) await caches.delete(PERSONAL);
  if (!owner) return;
  const cache = await caches.open(PERSONAL);
  await cache.put(OWNER, new Response(owner));
  for (const url of [RELEASE.today, ...urls]) if (KEPT.test(url) && !(await isFresh(cache, url))) await keep(cache, url);
  for (const url of RELEASE.pages) if (!(await cache.match(url, { ignoreVary: true }))) await keep(cache, url);
}

/** What a sign stops is not to be done by an older page. */
async function forgetSessions() {
  if (!(await caches.has(PERSONAL))) return;
  const cache = await caches.open(PERSONAL);
  const old = (await cache.keys()).filter(({ url }) => LEADING.test(new URL(url).pathname));
  await Promise.all(old.map((request) => cache.delete(request, { ignoreVary: true })));
}

async function isFresh(cache, url) {
  const response = await cache.match(url, { ignoreVary: true });
  return response && Date.now() - Date.parse(response.headers.get("date")) < FRESH;
}

/** Fetches a page and keeps it; what can't be had now is left for another time. */
async function keep(cache, url, credentials = "same-origin") {
  try {
    await store(cache, url, await fetch(url, { credentials, cache: "no-cache" }));
  } catch {
    // No network, or no room.
  }
}

/** Keeps a page together with the figures it shows. */
async function store(cache, url, response) {
  if (response.status !== 200 || response.redirected || response.type !== "basic") return;
  const figures = (await response.clone().text()).match(FIGURES) ?? [];
  await cache.put(url, response);
  const shared = await caches.open(EVERYBODY);
  for (const figure of new Set(figures)) if (!(await shared.match(figure))) await shared.add(figure);
}

async function page(event, mayKeep) {
  const { request } = event;
  try {
    const response = await fetch(request);
    if (mayKeep && response.ok) event.waitUntil(remember(request.url, response.clone()));
    return response;
  } catch {
    const found = (await kept(request.url, PERSONAL)) ?? (await kept(request.url, EVERYBODY));
    return found ? dated(found) : ((await kept(RELEASE.offline, EVERYBODY)) ?? Response.error());
  }
}

async function remember(url, response) {
  await store(await caches.open(PERSONAL), url, response).catch(() => {});
}

/** The page with its age in it: the script of the page says it in the reader's words. */
async function dated(response) {
  const html = await response.text();
  const headers = new Headers(response.headers);
  headers.delete("content-encoding");
  headers.delete("content-length");
  return new Response(html.replace("<html ", `<html data-kept="${headers.get("date")}" `), { headers });
}

/** Names with a fingerprint never change; others are asked for again where there is a network. */
async function file(event, unchanging) {
  const { request } = event;
  const found = await kept(request.url, EVERYBODY);
  if (found && unchanging) return found;
  try {
    const response = await fetch(request);
    if (response.status === 200) {
      const copy = response.clone();
      event.waitUntil(caches.open(EVERYBODY).then((cache) => cache.put(request.url, copy)));
    }
    return response;
  } catch {
    return found ?? Response.error();
  }
}
