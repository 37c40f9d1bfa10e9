/**
 * Keeps the screen on; taken again when the page is visible, as hiding it takes the lock away. `onChange` gets
 * held | off | refused | missing.
 */

export function createWakeLock({ navigator, document, onChange }) {
  const api = navigator.wakeLock;
  let wanted = false;
  let lock = null;
  let asking = false;

  /** Asks for the lock once at a time; never rejects. */
  async function take() {
    if (!wanted || lock || asking || document.visibilityState !== "visible") return;
    if (!api) return onChange("missing");
    asking = true;
    try {
      const taken = await api.request("screen");
      lock = taken;
      taken.addEventListener("release", () => {
        if (lock === taken) lock = null;
      });
      onChange("held");
    } catch {
      if (wanted) onChange("refused");
    }
    asking = false;
    if (!wanted) await release();
  }

  async function release() {
    wanted = false;
    const held = lock;
    lock = null;
    try {
      await held?.release();
    } catch {
      // It was gone already.
    }
    onChange("off");
  }

  document.addEventListener("visibilitychange", take);

  return {
    hold() {
      wanted = true;
      return take();
    },
    release,
  };
}
