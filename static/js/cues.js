/** What is heard, felt and said at an event, each behind its own switch; `prefs` is read at every event. */

export function createCues({ sound, speech, vibration, words, prefs }) {
  function play({ beep, buzz, text }) {
    if (prefs.sound && beep) sound.play(beep);
    if (prefs.vibration && buzz) vibration.buzz(buzz);
    if (prefs.speech && text) speech.say(text);
  }

  return {
    heed(event, model) {
      const cue = cueFor(event, model, words);
      if (cue) play(cue);
    },
    hush: () => speech.stop(),
  };
}

/** The checkboxes of sound, vibration and speech; one whose device ability is missing is off and disabled. */
export function wireSwitches(root, { prefs, available, save }) {
  for (const box of root.querySelectorAll("[data-pref]")) {
    const name = box.getAttribute("data-pref");
    box.checked = Boolean(prefs[name] && available[name]);
    box.disabled = !available[name];
    box.addEventListener("change", () => {
      prefs[name] = box.checked;
      save(name, box.checked);
    });
  }
}

/** { beep, buzz, text } for an event, or null. Pure. */
export function cueFor(event, model, words) {
  switch (event.type) {
    case "phase":
      return phaseCue(event.phase, words.phase(model));
    case "rep":
      return { beep: "rep", text: spokenCount(event, words) };
    case "half":
      return { beep: "half", buzz: "half", text: words.say("half_way") };
    case "last":
      return { beep: "tick", text: event.phase.kind === "work" ? String(event.seconds) : "" };
    case "status":
      return event.status === "finished" ? { beep: "finished", buzz: "finished", text: words.say("finished") } : null;
    case "slept":
      return { buzz: "rest", text: words.say("slept") };
    default:
      return null;
  }
}

function phaseCue(phase, text) {
  if (phase.kind === "ready") return { text };
  const name = phase.kind === "work" ? "work" : "rest";
  return { beep: name, buzz: name, text: phase.tempo ? "" : text };
}

function spokenCount({ rep, side, phase }, words) {
  return phase.turns === 2 ? `${words.side(side)} ${rep}` : String(rep);
}
