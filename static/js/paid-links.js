// Tells that a link straight to a shop was followed: which link and from which page, and nothing about
// anybody. Links through our own address are counted there and need no script.
const tell = (event) => {
  const link = event.target.closest("a[data-count]");
  const isMiddleOrMain = event.type === "click" || event.button === 1;
  // The second click of a double click goes to the same place.
  if (link && isMiddleOrMain && event.detail < 2 && !event.defaultPrevented) {
    navigator.sendBeacon(link.dataset.count);
  }
};

addEventListener("click", tell);
addEventListener("auxclick", tell);
