/**
 * What the session shows, one thing a frame, so that no frame has too much to do: first what waits, then, while the clock
 * runs, the time and the drawing by turns. Each is so shown thirty times a second, fast enough for slow movements.
 */

/** Milliseconds between two frames, at least; a little under a sixtieth of a second, for frames that come early. */
const TURN = 12;

/** What shows a model of the player, by name: `moving` by turns, `steps` after an event, as nothing else changes them. */
export function createFrames(window, { player, moving, steps }) {
  const turns = Object.values(moving);
  const waiting = new Map();
  let isAsked = false;
  let isRunning = false;
  let last = 0;
  let added = 0;

  function request() {
    if (!isAsked) window.requestAnimationFrame(frame);
    isAsked = true;
  }

  function frame(time) {
    isAsked = false;
    try {
      if (time - last >= TURN) turn(time);
    } finally {
      if (isRunning || waiting.size) request();
    }
  }

  /** Reads the clock; what that brought has to wait for the frames that follow. */
  function turn(time) {
    const before = added;
    last = time;
    player.tick();
    const model = player.model();
    isRunning = model.status === "running";
    if (added === before) next()(model);
  }

  function next() {
    const [first] = waiting;
    if (first) {
      waiting.delete(first[0]);
      return first[1];
    }
    turns.push(turns.shift());
    return turns.at(-1);
  }

  /**
   * Has `show` called with the model in a frame of its own; of the same name only the newest, in the oldest one’s place.
   * At once where nobody looks, as no frame comes then.
   */
  function later(name, show) {
    added += 1;
    waiting.set(name, show);
    if (!window.document.hidden) return request();
    while (waiting.size) next()(player.model());
  }

  return {
    later,
    /** Something happened. What moves has its turns, unless the clock stands. */
    show() {
      const changed = player.model().status === "running" ? steps : { ...steps, ...moving };
      for (const [name, show] of Object.entries(changed)) later(name, show);
    },
  };
}
