/** From the finished player to the summary, when nothing waits to be sent and nobody is still answering. */

const FIRST = 20000;
const AFTER_ANSWER = 3000;

export function createExit({ now, later, ready, go }) {
  let at = Infinity;

  function check() {
    if (now() < at || !ready()) return;
    at = Infinity;
    go();
  }

  function within(delay) {
    at = now() + delay;
    later(check, delay);
  }

  return {
    /** The session is finished. */
    start: () => within(FIRST),
    /** The last question was answered: no need to wait the whole time. */
    soon: () => at < Infinity && within(AFTER_ANSWER),
    check,
  };
}
