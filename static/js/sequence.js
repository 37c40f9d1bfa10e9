/**
 * From exercises to a flat list of phases (README.md, "Phases"), in seconds. Pure. The lengths are those of
 * programs/rules/minutes.py, so that the player takes the minutes the page promised.
 */

export const SECONDS = { ready: 5, switch: 6, rest: 15, between: 20, position: 30 };

/** All phases of a session; `prefs.get_ready` seconds may be 0. */
export function sequence(exercises, prefs = {}) {
  if (!exercises.length) return [];
  const others = exercises.map((_, index) => index).slice(1);
  return [...phasesOf(exercises[0], 0, prefs), ...sequenceAfter(exercises, 0, others, prefs)];
}

/** What follows exercise `from` when `order` (indices) is left to do. */
export function sequenceAfter(exercises, from, order, prefs = {}) {
  let before = exercises[from];
  return order.flatMap((index) => {
    const exercise = exercises[index];
    const pause = pauseBefore(exercise, before, index);
    before = exercise;
    return [pause, ...phasesOf(exercise, index, prefs)];
  });
}

/** The pause before an exercise; longer when the body has to be placed anew. */
export function pauseBefore(exercise, before, index) {
  const moves = exercise.position !== before.position;
  const seconds = SECONDS.between + (moves ? SECONDS.position : 0);
  return { kind: "between", exercise: index, set: 1, sets: exercise.dose.sets, side: null, round: null, moves, seconds };
}

export function phasesOf(exercise, index, prefs = {}) {
  const sides = exercise.sided === "each" ? ["left", "right"] : [null];
  const phases = sides.flatMap((side, turn) => {
    const change = turn ? [{ kind: "switch", side, set: 1, seconds: SECONDS.switch }] : [];
    return [...change, ...setsOf(exercise, side, prefs)];
  });
  return phases.map((phase) => ({
    ...phase,
    exercise: index,
    sets: exercise.dose.sets,
    held: isHeld(exercise),
    round: phase.side ? `${phase.set}-${phase.side}` : `${phase.set}`,
    side: phase.turn ?? phase.side,
  }));
}

function setsOf(exercise, side, { get_ready: ready = SECONDS.ready }) {
  return Array.from({ length: exercise.dose.sets }, (_, i) => i + 1).flatMap((set) => [
    ...(set > 1 ? [{ kind: "rest", side, set, seconds: SECONDS.rest }] : []),
    ...(ready > 0 ? [{ kind: "ready", side, set, seconds: ready }] : []),
    ...workOf(exercise, side, set),
  ]);
}

/** A hold is a phase a repetition; a paced set is one phase with a moving count. */
function workOf(exercise, side, set) {
  const { reps, hold } = exercise.dose;
  const turns = exercise.sided === "alternating" ? ["left", "right"] : [undefined];
  const work = { kind: "work", side, set, reps };
  if (!isHeld(exercise)) {
    const seconds = reps * turns.length * exercise.tempo;
    return [{ ...work, tempo: exercise.tempo, turns: turns.length, rep: 1, seconds }];
  }
  return Array.from({ length: reps }, (_, i) => i + 1).flatMap((rep) =>
    turns.map((turn) => ({ ...work, rep, turn, seconds: hold })),
  );
}

function isHeld(exercise) {
  return Number.isFinite(exercise.dose.hold);
}

/** The repetition and side `elapsed` seconds into a phase. */
export function repAt(phase, elapsed) {
  if (!phase.tempo) return { rep: phase.rep ?? null, side: phase.side };
  const count = Math.min(Math.floor(elapsed / phase.tempo), phase.reps * phase.turns - 1);
  const turn = phase.turns === 2 ? ["left", "right"][count % 2] : phase.side;
  return { rep: Math.floor(count / phase.turns) + 1, side: turn };
}

/** A longer phase; in paced work by whole repetitions. */
export function lengthen(phase, seconds) {
  if (!phase.tempo) return { ...phase, seconds: phase.seconds + seconds };
  const reps = Math.ceil(seconds / (phase.tempo * phase.turns));
  return { ...phase, reps: phase.reps + reps, seconds: phase.seconds + reps * phase.tempo * phase.turns };
}

/** Where the round of phase `at` begins: its change of side, rest or get-ready. */
export function startOfRound(phases, at) {
  const { exercise, round } = phases[at];
  let start = at;
  while (start > 0 && phases[start - 1].exercise === exercise && phases[start - 1].round === round) start -= 1;
  return start;
}
