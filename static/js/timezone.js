/** Writes the browser's time zone into hidden `timezone` fields that are still empty. */

export function fillTimezone(root, zone = new Intl.DateTimeFormat().resolvedOptions().timeZone) {
  if (!zone) return;
  for (const field of root.querySelectorAll("input[type=hidden][name=timezone]")) {
    if (!field.value) field.value = zone;
  }
}
