/**
 * What to do when something hurts, by the plan's rules:
 * { sensation: { stops: "nothing" | "exercise" | "direction" | "session", advice, link } }. Pure.
 */
import { valuesOf } from "./answers.js";

const GRAVITY = ["nothing", "exercise", "direction", "session"];

/** The gravest sensation decides: { stops, advice, link, actions to choose from }. In doubt the exercise stops. */
export function verdict(sensations, rules, { advice = "", easier = false } = {}) {
  const careful = { stops: "exercise", advice };
  const found = sensations.map((name) => rules?.[name] ?? careful);
  const gravest = found.reduce((a, b) => (grave(b) > grave(a) ? b : a), found[0] ?? careful);
  return { ...gravest, actions: actions(gravest.stops, easier) };
}

/** Whether the rules stop more than an exercise for the sensations among a form's fields. */
export function isFarReaching(fields, rules) {
  return ["direction", "session"].includes(verdict(valuesOf(fields, "sensations"), rules).stops);
}

function grave(rule) {
  return GRAVITY.indexOf(rule.stops);
}

function actions(stops, easier) {
  if (stops === "session") return ["end", "wait"];
  const gentler = easier && stops !== "direction" ? ["easier"] : [];
  return [...(stops === "nothing" ? ["on"] : []), ...gentler, "stop", "end", "wait"];
}

/** Whether two directions load the spine alike; neutral ones stand alone. */
export function sameDirection(direction, other) {
  if (direction === "neutral" || other === "neutral") return false;
  return direction === other || direction === "both" || other === "both";
}
