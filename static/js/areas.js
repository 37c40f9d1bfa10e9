/** Where it hurts: what is asked about an area of the body comes when its checkbox is ticked. */

export function askAboutAreas(window) {
  const { document } = window;
  document.addEventListener("change", ({ target }) => ask(target));
  // Who comes back may find ticked what was ticked.
  window.addEventListener("pageshow", () => document.querySelectorAll(".area input").forEach(ask));
}

/** The questions wait in a template, where names and sentences lack the area. */
function ask(box) {
  const area = box.closest(".area");
  if (!area || !box.checked || area.querySelector(".area-answers")) return;
  const questions = area.parentNode.querySelector("template").content.cloneNode(true);
  for (const input of questions.querySelectorAll("input")) input.name = input.name.replace("--", `-${box.value}-`);
  for (const name of questions.querySelectorAll("legend > :first-child")) name.prepend(box.parentNode.textContent);
  area.append(questions);
}
