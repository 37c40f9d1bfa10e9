/**
 * Moves an inline drawing by the session's clock: sets the `d` of its parts between the start and the end position.
 * With reduced motion two still drawings, start and end.
 */

const NUMBER = /-?\d+/g;
const RELEASE = 2;
const STEPS = 128;

/** The frames of one part: its numbers at each place, from those of the drawing and the differences that follow. */
export function framesOf(d, changes) {
  const frames = [(d.match(NUMBER) ?? []).map(Number)];
  for (const change of changes) frames.push(change.split(",").map((step, i) => (frames.at(-1)[i] ?? 0) + Number(step)));
  return { words: d.split(NUMBER), frames };
}

/** The path `share` of the way from one frame to the next. */
export function between({ words, frames }, index, share) {
  const from = frames[index];
  const to = frames[index + 1] ?? from;
  let d = words[0];
  for (let i = 0; i < from.length; i += 1) {
    const number = Math.round((from[i] + (to[i] - from[i]) * share) * 10) / 10;
    const glued = i && number >= 0 && words[i] === "";
    d += (glued ? " " : "") + number + words[i + 1];
  }
  return d;
}

/** Slow at both ends, like a breath: half a cosine. */
const ease = (share) => (1 - Math.cos(Math.PI * Math.min(1, Math.max(0, share)))) / 2;

/** Where in a loop of [start, go, hold, back] seconds the figure is at `share` of it: 0 start, 1 end position. */
export function placeAt([start, go, hold, back], share) {
  const now = share * (start + go + hold + back);
  return now < start + go ? ease((now - start) / go) : 1 - ease((now - start - go - hold) / back);
}

/** Where the figure is (0 to 1): it moves in paced work, or goes into a hold, stays there and comes out of it. */
export function poseAt({ phase, elapsed }, { timing, loops }) {
  if (!phase) return 0;
  const { kind, tempo, held, seconds } = phase;
  if (kind === "work" && (tempo || loops)) {
    const cycle = tempo || timing.reduce((sum, part) => sum + part);
    return placeAt(timing, (elapsed / cycle) % 1);
  }
  if (kind === "work") return 1;
  if (!held || loops) return 0;
  if (kind === "ready") return ease(elapsed / seconds);
  return kind === "rest" ? 1 - ease(elapsed / RELEASE) : 0;
}

/** `reduced()` says whether somebody wants no movement. */
export function createFigure(box, document, reduced) {
  const built = new Map();
  let shown = null;

  /** Each drawing is built once: { drawings, figure, moves, mirrored, at }. */
  function drawingOf(figure) {
    const still = reduced();
    const name = `${figure.template} ${still}`;
    if (!built.has(name)) built.set(name, build(figure, still));
    return built.get(name);
  }

  function build(figure, still) {
    const stays = !still || figure.loops || !figure.parts.length;
    const drawings = (stays ? [1] : [1, 2]).map(() => copyOf(figure)).filter(({ svg }) => svg);
    if (!stays) draw(figure, 1, drawings[1]);
    drawings[1]?.svg.setAttribute("aria-hidden", "true");
    return { drawings, figure, moves: !still, mirrored: false, at: null };
  }

  function copyOf(figure) {
    const svg = document.getElementById(figure.template)?.content?.firstElementChild?.cloneNode(true);
    const parts = figure.parts.map((names, i) => {
      const paths = names.map((name) => svg?.querySelector(`[data-part="${name}"]`)).filter(Boolean);
      return { paths, ...framesOf(paths[0]?.getAttribute("d") ?? "", figure.frames[i]) };
    });
    return { svg, parts };
  }

  /** In steps too small to see: what stands still isn’t drawn again. */
  function move(drawing, at) {
    const step = Math.round(at * STEPS) / STEPS;
    if (step !== drawing.at) draw(drawing.figure, step, drawing.drawings[0]);
    drawing.at = step;
  }

  function draw({ places }, at, drawing) {
    const index = Math.max(0, places.findLastIndex((place) => place <= at));
    const share = (at - places[index]) / ((places[index + 1] ?? 2) - places[index]);
    for (const part of drawing?.parts ?? []) {
      const d = between(part, index, share);
      for (const path of part.paths) path.setAttribute("d", d);
    }
  }

  /** The same drawing serves both sides. */
  function turn(drawing, wanted) {
    if (wanted !== drawing.mirrored) for (const { svg } of drawing.drawings) mirror(svg, wanted);
    drawing.mirrored = wanted;
  }

  return {
    /** Builds the drawing of an exercise that comes later; there may be none. */
    prepare(exercise) {
      if (exercise?.figure) drawingOf(exercise.figure);
    },
    show(model) {
      const figure = model.exercise?.figure;
      box.hidden = !figure;
      if (!figure) return;
      const drawing = drawingOf(figure);
      if (drawing !== shown) box.replaceChildren(...drawing.drawings.map(({ svg }) => svg));
      shown = drawing;
      turn(drawing, Boolean(figure.side && model.side && figure.side !== model.side));
      if (drawing.moves) move(drawing, poseAt(model, figure));
    },
  };
}

function mirror(svg, wanted) {
  const [left, , width] = svg.getAttribute("viewBox").split(" ").map(Number);
  const turned = wanted ? `translate(${2 * left + width} 0) scale(-1 1)` : "";
  svg.querySelector("[data-mirror]")?.setAttribute("transform", turned);
}
