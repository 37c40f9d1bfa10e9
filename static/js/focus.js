/** After an htmx swap: focus to the `data-focus` element that came, or back to the opener if it got lost. */

export function keepFocus(document) {
  let opener = null;
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    opener = detail?.elt ?? null;
  });
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    const wanted = within(detail?.elt) ?? within(detail?.target);
    if (wanted) focus(wanted);
    else if (isLost(document)) focus(stillThere(document, opener));
  });
}

function within(element) {
  if (element?.matches?.("[data-focus]")) return element;
  return element?.querySelector?.("[data-focus]") ?? null;
}

function isLost(document) {
  return !document.activeElement || document.activeElement === document.body;
}

/** The opener itself, or the element that came in its place under the same id. */
function stillThere(document, opener) {
  if (!opener || opener.isConnected) return opener;
  return opener.id ? document.getElementById(opener.id) : null;
}

/** Headings and the like take focus only with a tabindex. */
function focus(element) {
  if (!element) return;
  element.focus();
  if (element.ownerDocument?.activeElement === element) return;
  element.setAttribute("tabindex", "-1");
  element.focus();
}
