/** What htmx's requests need besides: the focus after a swap, the browser's time zone in forms, a word when one fails. */

export function followSwaps(document) {
  const failed = new Set();
  let opener = null;

  /** Until all that failed was sent once more, or the reader closes it. */
  function tell() {
    const line = document.getElementById("failure");
    line.hidden = !failed.size;
    line.querySelector("button").onclick = () => (line.hidden = true);
  }

  function fail({ detail }) {
    failed.add(detail.elt);
    tell();
  }

  document.addEventListener("htmx:beforeRequest", ({ detail }) => {
    opener = detail.elt;
    if (failed.delete(opener)) tell();
  });
  document.addEventListener("htmx:responseError", fail);
  document.addEventListener("htmx:sendError", fail);
  document.addEventListener("htmx:afterSettle", ({ detail }) => {
    fillTimezone(document);
    const wanted = within(detail.elt) ?? within(detail.target);
    if (wanted || document.activeElement === document.body) focus(wanted ?? stillThere(document, opener));
  });
  fillTimezone(document);
}

/** Into hidden `timezone` fields that are still empty. */
export function fillTimezone(root, zone = Intl.DateTimeFormat().resolvedOptions().timeZone) {
  if (!zone) return;
  for (const field of root.querySelectorAll("[type=hidden][name=timezone]")) {
    if (!field.value) field.value = zone;
  }
}

/** What came to be read or answered: what is wrong, or else a `data-focus` element. */
const within = (element) => find(element, ".nonfield, [aria-invalid=true]") ?? find(element, "[data-focus]");

function find(element, wanted) {
  return element?.matches(wanted) ? element : element?.querySelector(wanted);
}

/** The opener itself, or the element that came in its place under the same id. */
function stillThere(document, opener) {
  return !opener || opener.isConnected ? opener : document.getElementById(opener.id);
}

/** Headings and the like take focus only with a tabindex. */
function focus(element) {
  if (element?.tabIndex < 0) element.tabIndex = -1;
  element?.focus();
}
