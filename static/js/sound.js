/** Short beeps by Web Audio; silence where the browser has none or refuses. */

/** Each a list of [pitch in Hz, start and length in seconds]. */
const BEEPS = {
  tick: [[880, 0, 0.07]],
  rep: [[523, 0, 0.06]],
  half: [[659, 0, 0.1], [659, 0.16, 0.1]],
  work: [[659, 0, 0.12], [988, 0.14, 0.22]],
  rest: [[659, 0, 0.12], [494, 0.14, 0.22]],
  finished: [[523, 0, 0.15], [659, 0.17, 0.15], [784, 0.34, 0.4]],
};
const VOLUME = 0.25;

export function createSound(Context) {
  let context = null;

  /** Browsers let sound begin only inside a tap: call it there. */
  function unlock() {
    try {
      context ??= begin();
      if (context.state === "suspended") context.resume()?.catch(() => {});
    } catch {
      context = null;
    }
  }

  /** The first oscillator takes longer than a frame of the session has. */
  function begin() {
    const begun = new Context();
    begun.createOscillator();
    return begun;
  }

  function play(name) {
    unlock();
    try {
      BEEPS[name].forEach(tone);
    } catch {
      // No Web Audio, or a device that lost its output mid-session: the picture and the digits go on.
    }
  }

  function tone([pitch, start, length]) {
    const from = context.currentTime + start;
    const oscillator = context.createOscillator();
    const gain = context.createGain();
    oscillator.frequency.value = pitch;
    gain.gain.setValueAtTime(VOLUME, from);
    gain.gain.exponentialRampToValueAtTime(0.001, from + length);
    oscillator.connect(gain).connect(context.destination);
    oscillator.start(from);
    oscillator.stop(from + length);
  }

  return { available: Boolean(Context), unlock, play };
}
