/** Every page's script: the time zone at sign-up, areas, the focus after a swap, answers left over from a session, offline. */
import { askAboutAreas } from "./areas.js";
import { keepFocus } from "./focus.js";
import { workOffline } from "./offline.js";
import { openOutbox } from "./outbox.js";
import { fillTimezone } from "./timezone.js";
import { createWords } from "./words.js";

fillTimezone(document);
document.addEventListener("htmx:afterSettle", () => fillTimezone(document));
keepFocus(document);
askAboutAreas(window);
workOffline(window);
sendLeftovers(document.querySelector("[data-outbox]"));

/** The layout's status line for signed-in people: it names the owner, whom to ask, and brings its words. */
function sendLeftovers(line) {
  if (!line || document.getElementById("session-plan")) return;
  const { owner, whoami, labels } = line.dataset;
  const words = createWords(JSON.parse(labels), document.documentElement.lang);
  const onChange = (state) => {
    line.textContent = words.waiting(state);
    line.hidden = !line.textContent;
  };
  openOutbox(window, { owner, whoami, onChange }).flush();
}
