/** The sentences, put together from the labels the server translated (README.md lists them). Pure. */

export function createWords(labels, language) {
  const plurals = new Intl.PluralRules(language);

  function say(key, values = {}) {
    return (labels[key] ?? "").replace(/\{(\w+)\}/g, (_, name) => values[name] ?? "").trim();
  }

  function many(key, n) {
    const form = `${key}_${plurals.select(n)}`;
    return n ? say(labels[form] ? form : `${key}_other`, { n }) : "";
  }

  const side = (name) => (name ? say(name) : "");

  /** A phase as status line and speech say it. */
  function phase(model) {
    const { kind, exercise, phase: now } = model;
    if (!exercise) return say("finished");
    const values = { name: exercise.name, side: side(model.side), cue: exercise.cue };
    if (kind === "between") return say(now.moves ? "between_move" : "between", values);
    if (kind !== "work") return say(kind, values);
    const turn = now.tempo && now.turns === 2 ? "" : values.side;
    return [exercise.name, turn, count(model)].filter(Boolean).join(", ");
  }

  /** "Set 1 of 2", "2 of 3", or both. */
  function count({ phase: now, rep, exercise }) {
    if (!now || !exercise || now.kind === "between") return "";
    const sets = now.sets > 1 ? say("set_count", { n: now.set, total: now.sets }) : "";
    const reps = now.kind === "work" && now.reps > 1 ? say("rep_count", { n: rep, total: now.reps }) : "";
    return [sets, reps].filter(Boolean).join(" · ");
  }

  function waiting({ waiting: n, refused, reason, kept }) {
    const why = n && reason ? say(reason.replace("-", "_")) : "";
    return [many("waiting", n), why, kept ? "" : say("not_kept"), many("refused", refused)].filter(Boolean).join(" ");
  }

  return { say, side, phase, count, waiting };
}
