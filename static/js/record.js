/** Turns what happens in a session into answers in the outbox. */

/** How an exercise ended; skipped when no set was finished, eased when less or easier than planned. Pure. */
export function outcomeOf(exercise, rounds, reason = "") {
  const { sets } = exercise.dose;
  const all = sets * (exercise.sided === "each" ? 2 : 1);
  const eased = rounds < all || exercise.swapped;
  const outcome = rounds === 0 ? "skipped" : eased ? "eased" : "done";
  return { outcome, sets: Math.floor((rounds * sets) / all), reason: rounds ? "" : reason };
}

export function createRecord({ plan, outbox }) {
  const entry = (exercise, fields) => outbox.add(exercise.save_url, fields, plan.session);
  const note = (url, fields = []) => url && outbox.add(url, fields, plan.session);

  return {
    entry,
    /** The dose done goes with the outcome; what isn't known isn't sent. */
    done(exercise, { outcome, sets, reason }) {
      const { reps, hold } = exercise.dose;
      const fields = Object.entries({ outcome, sets, reps, hold, reason });
      entry(exercise, fields.filter(([, value]) => value || value === 0));
    },
    finish: () => note(plan.finish_url),
    preference: (name, on) => note(plan.prefs_url, [[name, String(on)]]),
    /** Not queued: only the newest place counts. */
    place: plan.place_url && ((place) => outbox.send(plan.place_url, [["place", JSON.stringify(place)]], place.at)),
  };
}
