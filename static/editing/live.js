// Messages while typing: what a save would refuse is said at the field, for fields the editor has touched.
import { address, ask, form, later } from "./page.js";

const touched = new Set();
const status = document.getElementById("editing-status");
let asking;

/** The fields as they would be saved; files only when one was just chosen, for they can be large. */
const typed = (changed) => {
  const fields = new FormData(form);
  if (changed?.type === "file") return fields;
  for (const input of form.querySelectorAll("input[type=file]")) fields.delete(input.name);
  return fields;
};

/** The id of the field that an input belongs to: of a group of checkboxes, that of the group. */
const fieldId = (input) => input.closest(".choices[id], .stage-exercises[id]")?.id ?? input.id;

const show = (id, messages) => {
  const field = document.getElementById(id);
  const row = field?.closest(".fieldBox, .form-row");
  if (!row) return;
  const place = row.classList.contains("fieldBox") ? row.parentElement : row;
  place.querySelectorAll(":scope > .errorlist").forEach((list) => list.remove());
  row.classList.toggle("errors", messages.length > 0);
  if (messages.length) {
    const list = document.createElement("ul");
    list.className = "errorlist";
    list.id = `${id}_error`;
    list.append(...messages.map((text) => Object.assign(document.createElement("li"), { textContent: text })));
    place.prepend(list);
    field.setAttribute("aria-invalid", "true");
  } else {
    field.removeAttribute("aria-invalid");
  }
  describe(field, `${id}_error`, messages.length > 0);
};

const describe = (field, error, wrong) => {
  const ids = new Set((field.getAttribute("aria-describedby") ?? "").split(" ").filter(Boolean));
  ids.delete(error);
  if (wrong) ids.add(error);
  if (ids.size) field.setAttribute("aria-describedby", [...ids].join(" "));
  else field.removeAttribute("aria-describedby");
};

const check = async (changed) => {
  asking?.abort();
  asking = new AbortController();
  const answer = await ask(address("check"), typed(changed), asking.signal);
  if (!answer?.errors) return;
  for (const id of touched) show(id, answer.errors[id] ?? []);
  const said = (answer.errors[changed && fieldId(changed)] ?? []).join(" ");
  if (status.textContent !== said) status.textContent = said;
};

if (form && address("check")) {
  const soon = later(check);
  const note = ({ target }) => {
    if (!target.name || target.name === "csrfmiddlewaretoken") return;
    touched.add(fieldId(target));
    soon(target);
  };
  form.addEventListener("input", note);
  form.addEventListener("change", note);
}
