/** Small signals inside a phase, each told once: half-way, the last seconds, a paced repetition. */
import { repAt } from "./sequence.js";

const LAST_SECONDS = 5;
const HALF_WAY_FROM = 10;

export function createSignals(emit) {
  let told = {};

  function once(name, value, detail) {
    if (told[name] === value) return;
    told[name] = value;
    emit(name, detail);
  }

  function check({ phase, elapsed, left, running }) {
    if (!phase || !running) return;
    if (phase.tempo) return once("rep", Math.floor(elapsed / phase.tempo), { ...repAt(phase, elapsed), phase });
    const seconds = Math.ceil(left);
    if (seconds <= LAST_SECONDS && seconds < phase.seconds) return once("last", seconds, { seconds, phase });
    const half = phase.kind === "work" && phase.seconds >= HALF_WAY_FROM && elapsed >= phase.seconds / 2;
    if (half) once("half", true, { phase });
  }

  return {
    check,
    reset() {
      told = {};
    },
  };
}
