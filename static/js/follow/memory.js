/**
 * What the reader's device remembers under one name. Storage may be full, blocked or hold nonsense:
 * then nothing is remembered, and nothing else happens.
 */
export function memory(name) {
  const key = `plumbline.follow.${name}`;
  const attempt = (act) => {
    try {
      return act();
    } catch {
      return null;
    }
  };
  return {
    key,
    /** What was written, or null. */
    read: () => attempt(() => JSON.parse(localStorage.getItem(key))),
    /** Whether it is kept. */
    write: (value) => Boolean(attempt(() => (localStorage.setItem(key, JSON.stringify(value)), true))),
    forget: () => attempt(() => localStorage.removeItem(key)),
  };
}

/** Forgets everything that sessions have written on this device. */
export function forgetAll() {
  try {
    Object.keys(localStorage).filter((key) => key.startsWith("plumbline.follow.")).forEach((key) => localStorage.removeItem(key));
  } catch {
    // Where nothing can be read, nothing was written.
  }
}
