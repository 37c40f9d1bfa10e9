/**
 * Frames while the session runs: the drawing and the words by turns, so that neither waits for the other and each is
 * shown thirty times a second, fast enough for slow movements, whatever the screen could do.
 */

/** Milliseconds between two turns, at least; a little under a sixtieth of a second, for frames that come early. */
const TURN = 12;

/** `draw` and `tell` show a model of the player. */
export function createFrames(window, { player, draw, tell }) {
  let running = false;
  let last = 0;
  let isDrawing = true;
  let isShown = false;
  let isTicking = false;

  function turn() {
    isShown = false;
    isTicking = true;
    player.tick();
    isTicking = false;
    const model = player.model();
    if (!isShown) {
      (isDrawing ? draw : tell)(model);
      isDrawing = !isDrawing;
    }
    return model.status === "running";
  }

  function frame(time) {
    if (time - last >= TURN) {
      last = time;
      running = turn();
    }
    if (running) window.requestAnimationFrame(frame);
  }

  return {
    start() {
      if (running) return;
      running = true;
      window.requestAnimationFrame(frame);
    },
    /** Shows at once what a person did, and in the next frame what the clock brought; then comes the drawing. */
    show() {
      const model = player.model();
      isShown = true;
      isDrawing = !isTicking;
      if (isTicking && model.status === "running") return;
      tell(model);
      if (model.status !== "running") draw(model);
    },
  };
}
