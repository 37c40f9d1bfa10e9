/**
 * Remembers where a session is, so that a refresh, the back button or a closed tab takes up at the same exercise and
 * set: here at once, on the server when a set changes. Only the newest counts: a failed save is forgotten.
 */
import { attempt } from "./queue.js";
import { startOfRound } from "./sequence.js";

/** Index of the phase to take up at. Without a place: the first exercise nothing is recorded for, or the start. */
export function locate(place, exercises, phases) {
  const wanted = place ? exercises.findIndex(({ slug }) => slug === place.slug) : -1;
  const from = wanted >= 0 ? wanted : exercises.findIndex(({ recorded }) => !recorded);
  const first = phases.findIndex(({ exercise }) => exercise === from);
  if (first < 0) return 0;
  if (wanted < 0 || place.kind === "between") return first;
  const same = phases.findIndex(({ exercise, round }) => exercise === wanted && round === place.round);
  const set = phases.findIndex((phase) => phase.exercise === wanted && phase.set === place.set && phase.round);
  return same < 0 ? Math.max(first, set) : startOfRound(phases, same);
}

/** The newer of two places, each with `at` in milliseconds; either may be missing. */
export function newest(one, other) {
  return other?.at > (one?.at ?? 0) ? other : (one ?? null);
}

/** `storage` is localStorage or alike; `send` saves on the server and may be missing. */
export function createPlaces({ owner, session, storage, now, send }) {
  const key = `limber.place.${owner}.${session}`;
  let sent = null;

  function remember(where) {
    if (!where) return;
    const place = { ...where, at: now() };
    attempt(() => storage.setItem(key, JSON.stringify(place)));
    const stop = `${place.slug} ${place.round} ${place.form}`;
    if (!send || stop === sent) return;
    sent = stop;
    send(place).catch(() => {});
  }

  return {
    remember,
    /** The newest place, unless its exercise was recorded since, by hand. */
    recall(fromServer, exercises) {
      const place = newest(attempt(() => JSON.parse(storage.getItem(key))), fromServer);
      const isOver = exercises.some(({ slug, recorded }) => slug === place?.slug && recorded > place.at);
      return isOver ? null : place;
    },
    forget: () => attempt(() => storage.removeItem(key)),
  };
}
