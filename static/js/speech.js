/** Speaks by Web Speech; the newest sentence cuts the one before short. */

export function createSpeech(synthesis, Utterance, language) {
  const available = Boolean(synthesis && Utterance);

  function say(text) {
    if (!text) return;
    try {
      const utterance = new Utterance(text);
      utterance.lang = language;
      synthesis.cancel();
      synthesis.speak(utterance);
    } catch {
      // No voice, or no Web Speech: the same words stand in the status line.
    }
  }

  return { available, say, stop: () => synthesis?.cancel() };
}
