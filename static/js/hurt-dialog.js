/** "This hurts": asks what kind, saves it when ticked, says what to do, offers what is safe. */
import { fieldsOf, tick, valuesOf } from "./answers.js";
import { verdict } from "./hurt.js";

export function createHurtDialog(dialog, { rules, words, save, resolve, closed }) {
  const form = dialog.querySelector("form");
  const sentence = dialog.querySelector('[data-player="advice"]');
  const link = dialog.querySelector('[data-player="advice-link"]');
  const buttons = dialog.querySelectorAll("[data-hurt]");
  let touched = new Set();
  let easier = false;
  let decided = false;

  function judge() {
    const chosen = valuesOf(fieldsOf(form.elements), "sensations");
    const result = verdict(chosen, rules, { advice: words.say("hurt_advice"), easier });
    sentence.textContent = result.advice;
    link.hidden = !result.link;
    if (result.link) link.setAttribute("href", result.link);
    for (const button of buttons) button.hidden = !result.actions.includes(button.getAttribute("data-hurt"));
    return result;
  }

  form.addEventListener("change", ({ target }) => {
    if (!target.name) return;
    touched.add(target.name);
    save(fieldsOf(form.elements, touched));
    judge();
  });
  form.addEventListener("submit", (event) => event.preventDefault());
  for (const button of buttons) button.addEventListener("click", () => decide(button.getAttribute("data-hurt")));
  dialog.addEventListener("close", () => decided || closed());

  function decide(action) {
    const { stops } = judge();
    decided = true;
    dialog.close();
    resolve(action, stops);
  }

  return {
    /** `hasEasier`: whether the exercise has an easier form to go on with. `told`: its sensations so far. */
    open(hasEasier, told) {
      easier = hasEasier;
      touched = new Set();
      decided = false;
      tick(form, told);
      judge();
      dialog.showModal();
    },
  };
}
