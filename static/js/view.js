/**
 * Shows the player's model in the elements with `data-player="…"` (README.md lists them). Writes only what changed and
 * measures nothing; a missing element is left out.
 */

const RING = 100;

export function createView(root, { words }) {
  const written = new Map();

  /** Calls `write` with the element when `value` differs from the last time. */
  function change(name, value, write, as = "") {
    const key = name + as;
    if (written.get(key) === value) return;
    written.set(key, value);
    const element = root.querySelector(`[data-player="${name}"]`);
    if (element) write(element, value);
  }

  const text = (name, value) => change(name, value, write);
  const show = (name, visible) => change(name, visible, (element) => (element.hidden = !visible), " shown");
  const attribute = (name, key, value) => change(name, value, (element) => element.setAttribute(key, value), ` ${key}`);

  /** Hidden while it has nothing to say. */
  function note(name, value) {
    text(name, value);
    show(name, Boolean(value));
  }

  /** For the style sheet: a word, or whether something is so. */
  function mark(key, value) {
    if (typeof value === "boolean") root.toggleAttribute(key, value);
    else if (root.getAttribute(key) !== value) root.setAttribute(key, value);
  }

  /** What moves with the time. */
  function time(model) {
    text("digits", digits(model));
    attribute("ring", "stroke-dashoffset", String(Math.round(model.share * RING * 2) / 2));
    breathe(model);
  }

  function phase(model) {
    mark("data-status", model.status);
    mark("data-kind", model.kind);
    text("kind", words.say(model.status === "paused" ? "paused" : `kind_${model.kind}`));
  }

  function exercise(model) {
    text("name", model.exercise?.name ?? words.say("finished"));
    text("side", words.side(model.side));
    text("count", words.count(model));
    text("cue", model.exercise?.cue ?? "");
    text("progress", words.say("rep_count", { n: model.number, total: model.total }));
    text("next", model.next ? words.say("between", { name: model.next.name }) : "");
  }

  function controls({ status, kind }) {
    text("toggle-label", words.say(status === "running" ? "pause" : "go_on"));
    text("skip-label", words.say(kind === "work" ? "skip" : "skip_wait"));
  }

  function breathe(model) {
    const breath = breathAt(model);
    show("breath", Boolean(breath));
    if (!breath) return;
    text("breath-label", breath.label);
    change("breath-disc", String(Math.round(breath.size * 5) / 250), (element, size) => (element.style.scale = size));
  }

  return { time, phase, exercise, controls, note, text, show, mark, label };
}

/** In the text that is there: less to lay out than a new one. */
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
