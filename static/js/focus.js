/** After an htmx swap: focus to the `data-focus` element that came, or back to the opener if it got lost. */

export function keepFocus(document) {
  let opener = null;
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    opener = detail.elt;
  });
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    const wanted = within(detail.elt) ?? within(detail.target);
    const isLost = [null, document.body].includes(document.activeElement);
    if (wanted || isLost) focus(wanted ?? stillThere(document, opener));
  });
}

const within = (element) => (element?.matches("[data-focus]") ? element : element?.querySelector("[data-focus]"));

/** The opener itself, or the element that came in its place under the same id. */
function stillThere(document, opener) {
  return !opener || opener.isConnected ? opener : document.getElementById(opener.id);
}

/** Headings and the like take focus only with a tabindex. */
function focus(element) {
  if (!element) return;
  element.focus();
  if (element.ownerDocument.activeElement === element) return;
  element.setAttribute("tabindex", "-1");
  element.focus();
}
