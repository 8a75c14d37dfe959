/**
 * The reader's settings: a form in the page, whose defaults are the defaults, kept on the device.
 *
 * Numbers come from selects, switches from checkboxes. onChange(callback(values)) tells of each change.
 */
import { memory } from "./memory.js";

export function settingsOf(form) {
  const kept = memory("settings");
  const fields = [...form.elements].filter((field) => field.name);
  const listeners = new Set();
  restore(fields, kept.read());

  const settings = {
    get values() {
      return Object.fromEntries(fields.map((field) => [field.name, valueOf(field)]));
    },
    onChange(callback) { listeners.add(callback); },
    /** Other values for some names, as if the reader had chosen them in the form. */
    change(values) {
      restore(fields, values);
      changed();
    },
    reset() {
      form.reset();
      tell();
    },
  };

  function tell() {
    for (const callback of listeners) {
      try {
        callback(settings.values);
      } catch (error) {
        console.error(error); // a feature that fails keeps a change from no other
      }
    }
  }

  function changed() {
    kept.write(settings.values);
    tell();
  }

  form.addEventListener("change", changed);
  return settings;
}

const valueOf = (field) => (field.type === "checkbox" ? field.checked : Number(field.value));

/** Takes over what is still an option of the form; anything may stand in a device's storage. */
function restore(fields, values) {
  for (const field of fields) {
    const value = values?.[field.name];
    if (field.type === "checkbox" && typeof value === "boolean") field.checked = value;
    const options = field.options ? [...field.options].map((option) => option.value) : [];
    if (options.includes(String(value))) field.value = String(value);
  }
}
