/**
 * Answers waiting to be sent: written down first, then sent in order, each under its own key, so that a lost reply, a
 * closed tab or a second tab doubles nothing. In localStorage, which writes before the click handler ends; in memory
 * where that is forbidden (`kept` is false). Each belongs to an owner and is only sent while that person is signed in.
 *
 * `post(item)`: saved | refused | denied | offline | busy. `identify()`: the owner signed in, "" for nobody, null for
 * unknown. `onChange` gets { waiting, refused, reason, kept }, reason null | offline | busy | signed-out | other-person.
 */

const PREFIX = "limber.answer.";
const FIRST_DELAY = 3000;
const LONGEST_DELAY = 60000;

export function createQueue({ owner, storage, post, identify, now, uuid, later, locks, onChange, soon = (job) => job() }) {
  const mine = `${PREFIX}${owner}.`;
  const memory = new Map();
  let last = 0;
  let refused = 0;
  let reason = null;
  let sending = null;
  let again = false;
  let delay = FIRST_DELAY;
  let cancel = () => {};

  /** Writes an answer down, `fields` as [name, value] pairs, and starts sending; `soon` says when. */
  function add(url, fields, session = null) {
    last = Math.max(last + 1, now());
    const item = { key: uuid(), owner, session, url, fields, at: last };
    const name = `${mine}${String(last).padStart(15, "0")}.${item.key}`;
    try {
      storage.setItem(name, JSON.stringify(item));
    } catch {
      memory.set(name, item);
    }
    soon(report);
    soon(flush);
  }

  /** [name, item], oldest first; read anew, as another tab may have sent some. */
  function pending() {
    const stored = attempt(() => Object.keys(storage).filter((name) => name.startsWith(mine))) ?? [];
    const items = stored.map((name) => [name, attempt(() => JSON.parse(storage.getItem(name)))]);
    const sound = [...items, ...memory].filter(([, item]) => item?.key && item.owner === owner);
    return sound.sort(([a], [b]) => (a < b ? -1 : 1));
  }

  function remove(name) {
    memory.delete(name);
    attempt(() => storage.removeItem(name));
  }

  function report() {
    onChange({ waiting: pending().length, refused, reason, kept: memory.size === 0 });
  }

  /** Sends what waits, one run at a time. Never rejects. */
  function flush() {
    again = true;
    sending ??= exclusively(drainAll)
      .catch(() => wait("offline"))
      .finally(() => {
        sending = null;
      });
    return sending;
  }

  function exclusively(run) {
    return locks ? locks.request(`${PREFIX}${owner}`, run) : run();
  }

  async function drainAll() {
    while (again) {
      again = false;
      await drain();
    }
  }

  async function drain() {
    cancel();
    for (let [next] = pending(); next; [next] = pending()) {
      const [name, item] = next;
      const outcome = await deliver(item);
      if (outcome !== "saved" && outcome !== "refused") return wait(outcome);
      if (outcome === "refused") refused += 1;
      remove(name);
      settle(null);
    }
    settle(null);
  }

  /** In doubt about who is signed in, that is asked first. */
  async function deliver(item) {
    let known = !reason;
    for (;;) {
      if (!known) {
        const person = await identify();
        if (person === null) return reason === "busy" ? "busy" : "offline";
        if (person !== owner) return person ? "other-person" : "signed-out";
      }
      const outcome = await post(item);
      if (outcome !== "denied") return outcome;
      if (!known) return "refused";
      known = false;
    }
  }

  function settle(next) {
    reason = next;
    if (!next) delay = FIRST_DELAY;
    report();
  }

  function wait(next) {
    settle(next);
    cancel();
    cancel = later(flush, delay);
    delay = Math.min(delay * 2, LONGEST_DELAY);
  }

  return { add, flush, waiting: () => pending().length };
}

/** Storage may be full or forbidden, and what stands in it may be no JSON: then null. */
export function attempt(action) {
  try {
    return action();
  } catch {
    return null;
  }
}
