/** The queue made from what this browser has, tried again when the network may be back; `send` tries once. See queue.js. */
import { createPost } from "./post.js";
import { attempt, createQueue } from "./queue.js";

export function openOutbox(window, { owner, whoami, soon, onChange, onStop }) {
  const { document, navigator } = window;
  const fetch = window.fetch.bind(window);
  const { post, identify } = createPost({ fetch, token: tokenOf(document), whoami, onStop });
  const key = () => uuid(window.crypto);
  const queue = createQueue({
    post,
    identify,
    owner: String(owner),
    storage: storageOf(window),
    now: () => Date.now(),
    uuid: key,
    later: (action, delay) => {
      const timer = window.setTimeout(action, delay);
      return () => window.clearTimeout(timer);
    },
    soon,
    locks: navigator.locks,
    onChange,
  });
  window.addEventListener("online", queue.flush);
  window.addEventListener("pageshow", queue.flush);
  document.addEventListener("visibilitychange", () => document.visibilityState === "visible" && queue.flush());
  const reach = async () => (await identify()) !== null;
  return { ...queue, reach, send: (url, fields, at) => post({ url, fields, at, key: key() }) };
}

function tokenOf(document) {
  return document.querySelector("input[name=csrfmiddlewaretoken]")?.value ?? "";
}

/** localStorage, or null where the browser forbids it: even asking for it may throw. */
export const storageOf = (window) => attempt(() => window.localStorage);

/** A random key, 128 bits in hexadecimal; `randomUUID` is missing on plain http. */
export function uuid(crypto) {
  if (crypto.randomUUID) return crypto.randomUUID();
  const bytes = crypto.getRandomValues(new Uint8Array(16));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
}
