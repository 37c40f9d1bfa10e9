/** From the finished player to the summary, when nothing waits to be sent and nobody is still answering. */

const FIRST = 20000;
const AFTER_ANSWER = 3000;

export function createExit({ now, later, ready, go }) {
  let at = null;
  let gone = false;

  function check() {
    if (at === null || gone || now() < at || !ready()) return;
    gone = true;
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
    soon: () => at !== null && within(AFTER_ANSWER),
    check,
  };
}
