/** Every page's script: areas, htmx's swaps, answers left over from a session, offline. */
import { askAboutAreas } from "./areas.js";
import { workOffline } from "./offline.js";
import { openOutbox } from "./outbox.js";
import { followSwaps } from "./swaps.js";
import { createWords } from "./words.js";

followSwaps(document);
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
