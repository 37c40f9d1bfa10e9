/**
 * From “Start” to a session that has begun: tells the server, by the form that “Start” stands in, with how the back is
 * before. What the server won’t take it says on its own page. A bad day (rule T0) and a sign for which the rules stop
 * more than an exercise are looked at before anything begins: by the server, and by a dialog where it can’t be reached.
 */
import { fieldsOf, valuesOf } from "./answers.js";
import { isFarReaching } from "./hurt.js";

/** The number that the rules read in a check-in: the overall one, else the highest of the areas; -Infinity for none. Pure. */
export function scoreOf(fields) {
  const told = (wanted) => valuesOf(fields, wanted);
  const areas = told("areas").flatMap((area) => {
    const parts = told(`areas-${area}-side`)[0] === "differ" ? ["score", "right"] : ["score"];
    return parts.flatMap((part) => told(`areas-${area}-${part}`));
  });
  return Math.max(...(told("discomfort")[0] ? told("discomfort") : areas));
}

/**
 * `reach()` says whether the server answers, `send(url, fields)` tries once, `queue(url, fields)` keeps trying; `open()`
 * shows the player, `giveWay()` stops it where the server’s page comes instead, `begun()` is called when the server has
 * been told, or will be.
 */
export function createOpening(opener, dialog, { plan, reach, send, queue, open, giveWay, begun }) {
  const { form } = opener;
  let isTold = !form;

  const told = () => fieldsOf(form.elements).filter(([name]) => name !== "csrfmiddlewaretoken");

  function start() {
    if (isTold) return open();
    const fields = told();
    const score = scoreOf(fields);
    const isGrave = isFarReaching(fields, plan.hurt);
    return dialog && (isGrave || score >= plan.bad_day_from) ? ask(isGrave || score >= plan.severe_from) : begin(fields);
  }

  /** The server's page asks, where it can be reached. What is grave leaves no choice to stay. */
  async function ask(isGrave) {
    opener.disabled = true;
    const isThere = await reach();
    opener.disabled = false;
    if (isThere) return form.requestSubmit(opener);
    dialog.querySelector("[data-bad-day=stay]").hidden = isGrave;
    dialog.showModal();
  }

  async function begin(fields) {
    go();
    const outcome = await send(form.getAttribute("action"), [...fields, ["may_ask", "1"]]);
    if (outcome === "refused" || outcome === "denied") {
      giveWay();
      form.requestSubmit(opener);
    } else if (outcome === "saved") begun();
    else keep(fields);
  }

  function go() {
    isTold = true;
    open();
  }

  function keep(fields) {
    queue(form.getAttribute("action"), fields);
    begun();
  }

  dialog?.addEventListener("click", ({ target }) => {
    const choice = target.closest("[data-bad-day]")?.getAttribute("data-bad-day");
    if (choice) dialog.close();
    if (choice === "again") start();
    if (choice !== "stay") return;
    go();
    keep(told());
  });

  return start;
}
