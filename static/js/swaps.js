/** What htmx's requests need besides: the focus after a swap, the browser's time zone in forms, a word when one fails. */

export function followSwaps(document) {
  const failure = document.getElementById("failure");
  let opener = null;
  const fail = (isSo) => (failure.hidden = !isSo);
  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    opener = detail.elt;
    fail(false);
  });
  document.addEventListener("htmx:responseError", fail);
  document.addEventListener("htmx:sendError", fail);
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    fillTimezone(document);
    const wanted = within(detail.elt) ?? within(detail.target);
    const isLost = [null, document.body].includes(document.activeElement);
    if (wanted || isLost) focus(wanted ?? stillThere(document, opener));
  });
  fillTimezone(document);
}

/** Into hidden `timezone` fields that are still empty. */
export function fillTimezone(root, zone = new Intl.DateTimeFormat().resolvedOptions().timeZone) {
  if (!zone) return;
  for (const field of root.querySelectorAll("input[type=hidden][name=timezone]")) {
    if (!field.value) field.value = zone;
  }
}

/** The `data-focus` element that came. */
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
