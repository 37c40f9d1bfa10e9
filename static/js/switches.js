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
