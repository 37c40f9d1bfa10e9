/** Registers the service worker, tells it who reads and what to keep, and says on a kept page how old it is. */

const UNITS = [["day", 86400], ["hour", 3600], ["minute", 60]];

export function workOffline(window) {
  const { document, navigator } = window;
  const line = document.getElementById("offline");
  // Missing on plain http.
  const workers = navigator.serviceWorker;
  if (!line) return;
  const kept = document.documentElement.dataset.kept;
  if (kept) line.querySelector("p").append(sayAge(line.dataset.words, new Date(kept), document.documentElement.lang));
  line.hidden = !kept;
  if (!workers || kept || line.dataset.worker === undefined || navigator.connection?.saveData) return;

  const tell = (worker) => worker?.postMessage({ owner: line.dataset.owner, urls: wanted(document) });
  workers.addEventListener("controllerchange", () => tell(workers.controller));
  const start = () =>
    workers.register(line.dataset.worker).then(
      ({ active }) => tell(workers.controller ?? active),
      // Private windows refuse; all works without it.
      () => {},
    );
  if (document.readyState === "complete") start();
  else window.addEventListener("load", start);
}

/** This page itself, and what a page marks as needed later. */
function wanted(document) {
  const links = [...document.querySelectorAll("a[data-keep]")];
  return [document.location.pathname, ...links.map((link) => link.pathname)];
}

export function sayAge(words, time, language, now = Date.now()) {
  if (Number.isNaN(time.getTime())) return "";
  const seconds = Math.max(0, (now - time) / 1000);
  const [unit, length] = UNITS.find(([, length]) => seconds >= length) ?? UNITS.at(-1);
  const age = new Intl.RelativeTimeFormat(language, { numeric: "auto" }).format(-Math.floor(seconds / length), unit);
  const when = new Intl.DateTimeFormat(language, { dateStyle: "full", timeStyle: "short" }).format(time);
  return words.replace("{age}", age).replace("{time}", when);
}
