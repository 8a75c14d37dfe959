/* Completes the names of equipment, also after a comma, from those the library knows. */
(() => {
  let names;
  let count = 0;

  const known = (address) => {
    names ??= fetch(address, { headers: { Accept: "application/json" } })
      .then((response) => (response.ok ? response.json() : { names: [] }))
      .then((answer) => answer.names)
      .catch(() => []);
    return names;
  };

  const complete = async (input, list, address) => {
    const typed = input.value.split(",").map((part) => part.trim());
    const before = typed.slice(0, -1).filter(Boolean);
    const taken = new Set(before.map((name) => name.toLowerCase()));
    const options = (await known(address)).filter((name) => !taken.has(name.toLowerCase()));
    list.replaceChildren(...options.map((name) => new Option("", [...before, name].join(", "))));
  };

  window.plumblineEquipmentNames = (block, address) => {
    const input = block.container[0].querySelector(`[name="${block.prefix}-equipment"]`);
    const list = document.createElement("datalist");
    count += 1;
    list.id = `equipment-names-${count}`;
    input.after(list);
    input.setAttribute("list", list.id);
    // Firefox offers nothing from a list while this is off.
    input.removeAttribute("autocomplete");
    const update = () => complete(input, list, address);
    input.addEventListener("focus", update);
    input.addEventListener("input", update);
  };
})();
