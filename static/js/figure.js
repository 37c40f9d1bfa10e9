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

export function createFigure(box, document, reduced) {
  let built = "";
  let mirrored = false;
  let drawings = [];
  let drawn = null;

  /** In steps too small to see: what stands still isn’t drawn again. */
  function move(figure, at) {
    const step = Math.round(at * STEPS) / STEPS;
    if (step !== drawn) draw(figure, step, drawings[0]);
    drawn = step;
  }

  function draw({ places }, at, drawing) {
    const index = Math.max(0, places.findLastIndex((place) => place <= at));
    const share = (at - places[index]) / ((places[index + 1] ?? 2) - places[index]);
    for (const part of drawing?.parts ?? []) {
      const d = between(part, index, share);
      for (const path of part.paths) path.setAttribute("d", d);
    }
  }

  function copyOf(figure) {
    const svg = document.getElementById(figure.template)?.content?.firstElementChild?.cloneNode(true);
    const parts = figure.parts.map((names, i) => {
      const paths = names.map((name) => svg?.querySelector(`[data-part="${name}"]`)).filter(Boolean);
      return { paths, ...framesOf(paths[0]?.getAttribute("d") ?? "", figure.frames[i]) };
    });
    return { svg, parts };
  }

  function build(figure, still) {
    const stays = !still || figure.loops || !figure.parts.length;
    const old = [...box.children];
    drawings = (stays ? [1] : [1, 2]).map(() => copyOf(figure)).filter(({ svg }) => svg);
    // One by one: emptying the box at once would have the style of the whole player worked out anew, for its `:has()`.
    box.append(...drawings.map(({ svg }) => svg));
    for (const svg of old) svg.remove();
    if (!stays) draw(figure, 1, drawings[1]);
    drawings[1]?.svg.setAttribute("aria-hidden", "true");
    mirrored = false;
    drawn = null;
  }

  /** The same drawing serves both sides. */
  function turn(wanted) {
    if (wanted !== mirrored) for (const { svg } of drawings) mirror(svg, wanted);
    mirrored = wanted;
  }

  return function show(model) {
    const figure = model.exercise?.figure;
    box.hidden = !figure;
    if (!figure) return;
    const still = reduced();
    const wanted = `${figure.template} ${still}`;
    if (wanted !== built) build(figure, still);
    built = wanted;
    turn(Boolean(figure.side && model.side && figure.side !== model.side));
    if (!still) move(figure, poseAt(model, figure));
  };
}

function mirror(svg, wanted) {
  const [left, , width] = (svg.getAttribute("viewBox") ?? "0 0 100 100").split(/[ ,]+/).map(Number);
  const turned = wanted ? `translate(${2 * left + width} 0) scale(-1 1)` : "";
  svg.querySelector("[data-mirror]")?.setAttribute("transform", turned);
}
