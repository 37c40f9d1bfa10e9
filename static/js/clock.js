/**
 * Where in a list of phases we are, by a wall clock (`now`, milliseconds) instead of counted ticks. After more than
 * `SLEEP` seconds without a tick the device slept: within the phase time goes on, past its end the clock pauses where
 * it fell asleep, so that nothing counts as done in a pocket. (A hidden tab may tick only once a minute.)
 */

export const SLEEP = 90;

export function createClock(phases, now) {
  let list = phases;
  let index = 0;
  let elapsed = 0;
  let running = false;
  let seen = 0;

  const finished = () => index >= list.length;

  function advance(seconds) {
    const passed = [];
    elapsed += seconds;
    while (!finished() && elapsed >= list[index].seconds) {
      elapsed -= list[index].seconds;
      passed.push(index);
      index += 1;
    }
    if (finished()) stop();
    return passed;
  }

  function stop() {
    running = false;
    if (finished()) elapsed = 0;
  }

  /** Reads the time: { passed: [indices of phases that ended], slept }. */
  function tick() {
    const time = now();
    const gap = Math.max(0, (time - seen) / 1000);
    seen = time;
    if (!running || finished()) return { passed: [], slept: false };
    if (gap > SLEEP && elapsed + gap >= list[index].seconds) {
      stop();
      return { passed: [], slept: true };
    }
    return { passed: advance(gap), slept: false };
  }

  return {
    tick,
    start() {
      if (running || finished()) return;
      seen = now();
      running = true;
    },
    /** Stops at the last tick: tick first. */
    pause: stop,
    seek(to, seconds = 0) {
      index = Math.max(0, Math.min(to, list.length));
      elapsed = finished() ? 0 : Math.max(0, Math.min(seconds, list[index].seconds));
      seen = now();
      if (finished()) stop();
    },
    /** Other phases; the place stays. */
    replace(other) {
      list = other;
      if (finished()) stop();
    },
    /** Where we were at the last tick. */
    position() {
      const phase = finished() ? null : list[index];
      return { index, phase, elapsed, left: phase ? phase.seconds - elapsed : 0, running, finished: finished() };
    },
    get phases() {
      return list;
    },
  };
}
