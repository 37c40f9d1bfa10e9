/**
 * Shows the player's model in the elements with `data-player="…"` (README.md lists them). Writes only what changed and
 * measures nothing; a missing element is left out.
 */

const RING = 100;

export function createView(root, { words }) {
  const found = new Map();
  const written = new Map();
  let told = [];

  function part(name) {
    if (!found.has(name)) found.set(name, root.querySelector(`[data-player="${name}"]`));
    return found.get(name);
  }

  /** Calls `write` with the element when `value` differs from the last time. */
  function change(name, value, write, as = "") {
    const key = name + as;
    const element = part(name);
    if (!element || written.get(key) === value) return;
    written.set(key, value);
    write(element, value);
  }

  const text = (name, value) => change(name, value, write);
  const show = (name, visible) => change(name, visible, (element) => (element.hidden = !visible), " shown");
  const attribute = (name, key, value) => change(name, value, (element) => element.setAttribute(key, value), ` ${key}`);

  function mark(key, value) {
    if (root.getAttribute(key) !== value) root.setAttribute(key, value);
  }

  /** What moves with the time; all else only when there is another thing to say. */
  function render(model) {
    text("digits", digits(model));
    attribute("ring", "stroke-dashoffset", String(Math.round(model.share * RING * 2) / 2));
    breathe(model);
    const telling = [model.status, model.phase, model.rep, model.side, model.next];
    if (telling.some((fact, i) => fact !== told[i])) tell(model);
    told = telling;
  }

  function tell(model) {
    mark("data-status", model.status);
    mark("data-kind", model.kind);
    text("name", model.exercise?.name ?? words.say("finished"));
    text("cue", model.exercise?.cue ?? "");
    text("side", words.side(model.side));
    text("count", words.count(model));
    text("kind", words.say(model.status === "paused" ? "paused" : `kind_${model.kind}`));
    text("progress", words.say("rep_count", { n: model.number, total: model.total }));
    text("next", model.next ? words.say("between", { name: model.next.name }) : "");
    text("toggle-label", words.say(model.status === "running" ? "pause" : "go_on"));
    text("skip-label", words.say(model.kind === "work" ? "skip" : "skip_wait"));
  }

  function breathe(model) {
    const breath = breathAt(model);
    // Not `hidden`, which the `:has()` of the player look at: all of it would be styled anew.
    attribute("breath", "data-on", Boolean(breath));
    if (!breath) return;
    text("breath-label", breath.label);
    change("breath-disc", String(Math.round(breath.size * 5) / 250), (element, size) => (element.style.scale = size));
  }

  return { render, text, show, label };
}

/** In the text that is there, an empty one too: a new one would have all of the player styled anew, for its `:has()`. */
function write(element, value) {
  if (element.firstChild) element.firstChild.data = value;
  else element.append(value);
}

/** A button's words; its icon stays. */
function label(button, value) {
  (button.querySelector("span") ?? button).textContent = value;
}

/** The big digits: the count in paced work, else the seconds left, as minutes above one. */
export function digits({ phase, left, rep }) {
  if (!phase) return "";
  if (phase.tempo) return String(rep);
  const seconds = Math.ceil(left);
  return seconds < 60 ? String(seconds) : `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, "0")}`;
}

const SMALL = 20;
const LARGE = 40;

/** The breath in work: its label and the radius of the pacer, which grows while breathing in. */
export function breathAt({ phase, elapsed, exercise }) {
  const breath = exercise?.breath;
  if (phase?.kind !== "work" || !breath?.length) return null;
  const cycle = phase.tempo ?? exercise.breath_seconds ?? 8;
  let rest = (elapsed / cycle) % 1;
  const index = Math.max(0, breath.findIndex(({ share }) => (rest -= share) < 0));
  const { label, share, to } = breath[index];
  const from = breath.at(index - 1).to;
  return { label, size: SMALL + (LARGE - SMALL) * (from + (to - from) * (1 + rest / share)) };
}
