/** Short buzzes, where the device has a motor. */

/** Milliseconds on, off, on … */
const BUZZES = {
  half: [60],
  work: [120, 80, 120],
  rest: [200],
  finished: [200, 100, 200, 100, 400],
};

export function createVibration(navigator) {
  const available = typeof navigator?.vibrate === "function";

  function buzz(name) {
    if (!available || !BUZZES[name]) return;
    try {
      navigator.vibrate(BUZZES[name]);
    } catch {
      // Some browsers forbid it inside frames.
    }
  }

  return { available, buzz };
}
