/**
 * The player: sequence and clock joined into what a person can do and see. Knows no page; tells its listeners the
 * events listed in README.md.
 */
import { createClock } from "./clock.js";
import { sameDirection } from "./hurt.js";
import { outcomeOf } from "./record.js";
import { locate } from "./resume.js";
import { lengthen, pauseBefore, phasesOf, repAt, sequence, sequenceAfter, startOfRound } from "./sequence.js";
import { createSignals } from "./signals.js";

const BACK_GRACE = 3;

export function createPlayer({ exercises: given, prefs = {}, now, place = null }) {
  const exercises = given.map((exercise) => ({ ...exercise }));
  const rounds = exercises.map(() => new Set());
  const listeners = [];
  let status = "idle";
  let asking = null;
  const signals = createSignals(emit);

  if (place) restore();
  const clock = createClock(sequence(exercises, prefs), now);
  clock.seek(locate(place, exercises, clock.phases));

  function restore() {
    const index = exercises.findIndex(({ slug }) => slug === place.slug);
    if (index < 0) return;
    for (const round of place.rounds ?? []) rounds[index].add(round);
    if (place.form === "easier") takeForm(index);
  }

  function emit(type, detail = {}) {
    for (const listener of listeners) listener({ type, ...detail });
  }

  function setStatus(next) {
    if (status === next) return;
    status = next;
    emit("status", { status });
  }

  /** Reads the time and tells what happened since. */
  function tick() {
    const { passed, slept } = clock.tick();
    passed.forEach(finishPhase);
    if (slept) {
      setStatus("paused");
      emit("slept");
    }
    passed.length ? arrive() : signals.check(clock.position());
  }

  function finishPhase(index) {
    const phase = clock.phases[index];
    const next = clock.phases[index + 1];
    if (phase.kind !== "work") return;
    if (next?.round !== phase.round || next?.exercise !== phase.exercise) rounds[phase.exercise].add(phase.round);
    if (next?.exercise !== phase.exercise) leave(phase.exercise);
  }

  function leave(index, reason = "") {
    const result = outcomeOf(exercises[index], rounds[index].size, reason);
    emit("done", { exercise: index, ...result });
    asking = index;
    emit("ask", { exercise: index, skipped: result.outcome === "skipped" && !reason });
  }

  function arrive() {
    const { phase, finished } = clock.position();
    signals.reset();
    if (finished) return setStatus("finished");
    if (phase.kind === "work") unask();
    emit("phase", { phase });
    signals.check(clock.position());
  }

  function unask() {
    if (asking === null) return;
    asking = null;
    emit("unask");
  }

  function go(index, seconds = 0) {
    clock.seek(index, seconds);
    arrive();
  }

  function start() {
    if (status === "running" || status === "finished") return;
    const first = status === "idle";
    clock.start();
    setStatus("running");
    if (first) arrive();
  }

  function pause() {
    if (status !== "running") return;
    tick();
    clock.pause();
    if (status === "running") setStatus("paused");
  }

  /** To the start of the round; from there, to the one before. */
  function back() {
    tick();
    const { index, elapsed, phase } = clock.position();
    if (status === "idle" || status === "hurt" || !phase) return;
    const from = startOfRound(clock.phases, index);
    const fresh = phase.kind === "between" || (index === from && elapsed < BACK_GRACE);
    const before = clock.phases[from - 1]?.kind === "between" ? from - 2 : from - 1;
    unask();
    go(fresh && before >= 0 ? startOfRound(clock.phases, before) : from);
  }

  /** A pause is cut short; in work the exercise is left. */
  function skip() {
    tick();
    const { phase, index } = clock.position();
    if (status === "idle" || status === "hurt" || !phase) return;
    if (phase.kind === "work") return leaveFor(phase.exercise);
    go(clock.phases.findIndex((other, i) => i > index && other.kind === "work"));
  }

  function leaveFor(exercise, reason) {
    const next = clock.phases.findIndex((phase, i) => i > clock.position().index && phase.exercise !== exercise);
    leave(exercise, reason);
    go(next < 0 ? clock.phases.length : next);
  }

  function more(seconds = 15) {
    tick();
    const { index, phase } = clock.position();
    if (!phase || status === "hurt") return;
    clock.replace(clock.phases.map((other, i) => (i === index ? lengthen(other, seconds) : other)));
  }

  function hurt() {
    if (status === "idle" || status === "finished") return;
    pause();
    if (status !== "finished") setStatus("hurt");
  }

  /** The exercise a pain belongs to: in the pause after one, the one just done. */
  function concerned() {
    const { phase } = clock.position();
    return phase?.kind === "between" && asking !== null ? asking : (phase?.exercise ?? null);
  }

  /** What was chosen: on | easier | stop | end, or wait to stay paused; `stops` is what the rules stop. */
  function resolve(action, stops = "exercise") {
    if (status !== "hurt") return;
    const exercise = concerned();
    setStatus("paused");
    if (action === "wait") return;
    if (action === "end") return end("pain");
    if (action === "easier") easier();
    if (action === "stop") stop(exercise, stops);
    start();
  }

  function stop(exercise, stops) {
    const { phase, index } = clock.position();
    if (stops === "direction") dropDirection(exercise);
    return phase.exercise === exercise ? leaveFor(exercise, "pain") : go(index);
  }

  /** Left out without an answer, as the page leaves them out: nobody knows that they hurt. */
  function dropDirection(from) {
    const { direction } = exercises[from];
    follow(from, laterThan(from).filter((i) => !sameDirection(direction, exercises[i].direction)));
  }

  function laterThan(from) {
    const { phases } = clock;
    const end = phases.findLastIndex(({ exercise }) => exercise === from);
    return [...new Set(phases.slice(end + 1).map(({ exercise }) => exercise))];
  }

  function follow(from, order) {
    const end = clock.phases.findLastIndex(({ exercise }) => exercise === from);
    clock.replace([...clock.phases.slice(0, end + 1), ...sequenceAfter(exercises, from, order, prefs)]);
  }

  /** The easier form takes the place of what is left: never more sets than were left. */
  function easier() {
    const { index, phase } = clock.position();
    if (!phase || !exercises[phase.exercise].easier) return;
    const at = phase.exercise;
    const before = { ...exercises[at] };
    const kept = clock.phases.slice(0, startOfRound(clock.phases, index));
    const later = laterThan(at);
    const left = before.dose.sets - phase.set + 1;
    takeForm(at);
    exercises[at].dose = { ...exercises[at].dose, sets: Math.max(1, Math.min(exercises[at].dose.sets, left)) };
    rounds[at].clear();
    const phases = [pauseBefore(exercises[at], before, at), ...phasesOf(exercises[at], at, prefs)];
    clock.replace([...kept, ...phases, ...sequenceAfter(exercises, at, later, prefs)]);
    emit("form", { exercise: at });
    go(kept.length);
  }

  function takeForm(index) {
    const { easier: form } = exercises[index];
    if (form) Object.assign(exercises[index], form, { form: "easier", swapped: true, easier: null });
  }

  /** Ends the session; what wasn't reached stays not reached. */
  function end(reason = "") {
    const { phase } = clock.position();
    const begun = phase && phase.kind !== "between" && (reason || rounds[phase.exercise].size);
    if (begun) leave(phase.exercise, reason);
    clock.seek(clock.phases.length);
    setStatus("finished");
  }

  /** What to remember for taking up the same exercise and set; null when there is nothing. */
  function where() {
    const { phase, elapsed } = clock.position();
    if (!phase || status === "idle") return null;
    const { slug, swapped } = exercises[phase.exercise];
    const form = swapped ? "easier" : "usual";
    return { slug, set: phase.set, round: phase.round, kind: phase.kind, elapsed: Math.floor(elapsed), form, rounds: [...rounds[phase.exercise]] };
  }

  /** All a view needs, as of the last tick. */
  function model() {
    const { phase, index, elapsed, left } = clock.position();
    const exercise = phase ? exercises[phase.exercise] : null;
    const next = clock.phases.find((other, i) => i > index && other.exercise !== phase?.exercise);
    return {
      status, asking, phase, exercise, elapsed, left,
      kind: phase?.kind ?? "finished",
      number: phase ? phase.exercise + 1 : exercises.length,
      total: exercises.length,
      next: next ? exercises[next.exercise] : null,
      share: phase ? elapsed / phase.seconds : 1,
      ...(phase ? repAt(phase, elapsed) : { rep: null, side: null }),
    };
  }

  return {
    tick, start, pause, back, skip, more, hurt, concerned, resolve, easier, end, where, model, exercises,
    toggle: () => (status === "running" ? pause() : status === "hurt" || start()),
    on: (listener) => listeners.push(listener),
  };
}
