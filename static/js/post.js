/**
 * Sends one answer as a form, and asks who is signed in; both answer with a word instead of throwing. The server says
 * 204 once it is stored, or 200 with {"stop": true} if besides nobody should go on with a session by the page they have:
 * then `onStop` is called. A redirect can only lead to the sign-in page and isn't followed.
 */

const TIMEOUT = 15000;

export function createPost({ fetch, token, whoami, onStop, timeout = TIMEOUT }) {
  let csrf = token;

  async function post({ url, key, at, fields }) {
    const body = new URLSearchParams(fields);
    body.set("key", key);
    body.set("at", new Date(at).toISOString());
    const response = await request(url, { method: "POST", body, keepalive: true });
    if (!response) return "offline";
    if (response.status === 200 && (await read(response)).stop) onStop?.();
    return meaning(response);
  }

  /** The owner signed in, "" for nobody, null for unknown; brings a fresh CSRF token. */
  async function identify() {
    const response = await request(whoami, {});
    if (!response || response.status >= 500 || response.status === 429) return null;
    if (!response.ok) return "";
    const person = await read(response);
    csrf = person.csrf || csrf;
    return person.owner === undefined ? null : String(person.owner);
  }

  async function request(url, options) {
    const headers = { Accept: "application/json", ...(options.method && { "X-CSRFToken": csrf }) };
    try {
      const signal = AbortSignal.timeout(timeout);
      const rules = { credentials: "same-origin", redirect: "manual", cache: "no-store", signal };
      return await fetch(url, { ...rules, ...options, headers });
    } catch {
      return null;
    }
  }

  return { post, identify };
}

/** What it says in JSON; nothing if it is anything else. */
const read = (response) => response.json().catch(() => ({}));

/** Denied: signed out, someone else, or an old token. The queue asks which. */
function meaning({ ok, status, type }) {
  if (ok) return "saved";
  if (type === "opaqueredirect" || [301, 302, 303, 307, 401, 403, 404].includes(status)) return "denied";
  return status >= 500 || status === 408 || status === 429 ? "busy" : "refused";
}
