/** Short buzzes, where the device has a motor. */

/** Milliseconds on, off, on … */
const BUZZES = {
  half: [60],
  work: [120, 80, 120],
  rest: [200],
  finished: [200, 100, 200, 100, 400],
};

export function createVibration(navigator) {
  const available = Boolean(navigator.vibrate);

  function buzz(name) {
    try {
      navigator.vibrate(BUZZES[name]);
    } catch {
      // No motor, or forbidden, as some browsers do inside frames.
    }
  }

  return { available, buzz };
}
