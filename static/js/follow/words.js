/** The page's words for the script. say("place", 3, 6) puts its numbers or names where the # stand. */
export function wordsIn(template) {
  const words = new Map();
  for (const { dataset, textContent } of template.content.querySelectorAll("[data-word]")) {
    words.set(dataset.word, textContent);
  }
  return function say(name, ...values) {
    const waiting = [...values];
    return (words.get(name) ?? "").replace(/#/g, () => waiting.shift() ?? "");
  };
}
