/** The questions after an exercise: saved when given; nothing is chosen beforehand, nothing untouched is sent. */

/** A form as [name, value] pairs: what is chosen, and empty what was taken back. Pure. */
export function fieldsOf(elements, touched = new Set()) {
  const controls = [...elements].filter(({ name, type, disabled }) => name && !disabled && type !== "submit");
  const chosen = controls.filter(({ type, checked, value }) => (isChoice(type) ? checked : true) && value !== "");
  const names = new Set(chosen.map(({ name }) => name));
  const emptied = [...touched].filter((name) => !names.has(name));
  return [...chosen.map(({ name, value }) => [name, value]), ...emptied.map((name) => [name, ""])];
}

/** What was given under one name. Pure. */
export function valuesOf(fields, wanted) {
  return fields.filter(([name, value]) => name === wanted && value).map(([, value]) => value);
}

/** Ticks the sensations that were told, and no others: a box that nobody saw ticked is not taken back. */
export function tick(form, told = []) {
  for (const box of form.elements) if (box.name === "sensations") box.checked = told.includes(box.value);
}

function isChoice(type) {
  return type === "radio" || type === "checkbox";
}

/**
 * `save(exercise, fields, name)` is called at every change, of the field of that name; `opened(open)` when the fuller
 * questions open or close; `shown` with what is to be seen, { isAsking, isOpen }.
 */
export function createAnswers(form, { save, opened, shown }) {
  const title = form.querySelector('[data-player="ask"]');
  const details = form.querySelector('[data-player="more"]');
  const feel = form.querySelector('[data-player="feel"]');
  const reasons = form.querySelector('[data-player="reasons"]');
  const sides = form.querySelector('[data-player="sides"]');
  let exercise = null;
  let touched = new Set();
  let choices = feel;

  form.addEventListener("change", ({ target }) => {
    if (exercise === null || !target.name) return;
    touched.add(target.name);
    save(exercise, fieldsOf(form.elements, touched), target.name);
  });
  form.addEventListener("submit", (event) => {
    event.preventDefault();
    open(false);
  });

  function open(wanted) {
    if (details.hidden === !wanted) return;
    details.hidden = !wanted;
    tell();
    opened(wanted);
  }

  const isOpen = () => !details.hidden;
  const tell = () => shown({ isAsking: !form.hidden, isOpen: isOpen() });

  return {
    /** Asks about an exercise (its index); a skipped one is asked why instead of how it felt. `told`: its sensations. */
    ask(index, sentence, { skipped, sided, told } = {}) {
      exercise = index;
      touched = new Set();
      form.reset();
      tick(form, told);
      title.textContent = sentence;
      details.hidden = true;
      choices = skipped ? reasons : feel;
      toggle(feel, false);
      toggle(reasons, false);
      toggle(sides, sided);
      form.hidden = false;
      tell();
    },
    /** Brings the choices: one more thing to lay out. */
    offer: () => toggle(choices, true),
    close() {
      open(false);
      exercise = null;
      form.hidden = true;
      tell();
    },
    open,
    isOpen,
  };
}

/** A hidden fieldset is disabled too, so that nothing in it is sent. */
function toggle(fieldset, visible) {
  fieldset.hidden = !visible;
  fieldset.disabled = !visible;
}
