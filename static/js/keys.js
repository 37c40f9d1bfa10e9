/** Space pauses, arrows move, Escape leaves; a key that the focused element needs is left to it. */

const KEYS = { " ": "toggle", ArrowLeft: "back", ArrowRight: "skip", Escape: "leave" };
const TYPING = "input:not([type=radio]):not([type=checkbox]), textarea, select, [contenteditable=true]";
const PRESSED = "button, a, summary, input, label";

/** The action of a key press, or null. */
export function actionOf(event) {
  const action = KEYS[event.key];
  if (!action || event.defaultPrevented || event.ctrlKey || event.metaKey || event.altKey || event.shiftKey) return null;
  if (event.repeat || event.target.closest("dialog[open]")) return null;
  const within = (selector) => event.target.closest(selector);
  if (action !== "leave" && within(TYPING)) return null;
  if (action === "toggle" && within(PRESSED)) return null;
  if ((action === "back" || action === "skip") && within("input")) return null;
  return action;
}

/** Listens while `active()`; `act` gets the action. */
export function listenToKeys(document, { active, act }) {
  document.addEventListener("keydown", (event) => {
    const action = active() ? actionOf(event) : null;
    if (!action) return;
    event.preventDefault();
    act(action);
  });
}
