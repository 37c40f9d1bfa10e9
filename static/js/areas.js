/** Where it hurts: what is asked about an area of the body comes when its checkbox is ticked. */

export function askAboutAreas(window) {
  const { document, history } = window;
  document.addEventListener("change", ({ target }) => {
    if (!target.closest(".area")) return;
    ask(target);
    const answers = [...document.querySelectorAll(".area-answers :checked")];
    const areas = answers.map(({ name, value }) => `[name="${name}"][value="${value}"]`);
    history.replaceState({ ...history.state, areas }, "");
  });
  // Who comes back finds ticked what was ticked, but not what was asked then.
  window.addEventListener("pageshow", () => {
    document.querySelectorAll(".area input").forEach(ask);
    history.state?.areas?.forEach((answer) => document.querySelector(answer)?.click());
  });
}

/** The questions wait in a template, where names and sentences lack the area. */
function ask(box) {
  const area = box.closest(".area");
  if (!box.checked || area.querySelector(".area-answers")) return;
  const questions = area.parentNode.querySelector("template").content.cloneNode(true);
  for (const input of questions.querySelectorAll("input")) input.name = input.name.replace("--", `-${box.value}-`);
  for (const name of questions.querySelectorAll("legend > :first-child")) name.prepend(box.parentNode.textContent);
  area.append(questions);
}
