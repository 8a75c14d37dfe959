/* The exercise block's form: Wagtail's own, with a note under "From the library" that says which
   empty fields the library fills and what has changed there since the article was published. */
(() => {
  const { StructBlockDefinition } = window.wagtailStreamField.blocks;
  const answers = new Map();

  const entry = (address) => {
    if (!answers.has(address)) {
      const answer = fetch(address, { headers: { Accept: "application/json" } }).then((response) => {
        if (response.status === 404) return null;
        if (!response.ok) throw new Error(response.statusText);
        return response.json();
      });
      answer.catch(() => answers.delete(address));
      answers.set(address, answer);
    }
    return answers.get(address);
  };

  // Stored JSON may come back with its keys in another order.
  const canonical = (value) => {
    if (Array.isArray(value)) return value.map(canonical);
    if (!value || typeof value !== "object") return value;
    return Object.keys(value)
      .sort()
      .map((key) => [key, canonical(value[key])]);
  };
  const same = (one, other) => JSON.stringify(canonical(one)) === JSON.stringify(canonical(other));
  const isEmpty = (value) => !value || (typeof value === "object" && !Object.keys(value).length);

  const inShort = (text) => {
    const line = text.split("\n").find((part) => part.trim()) || "";
    return line.length > 70 ? `${line.slice(0, 69)}…` : line;
  };

  class LibraryNote {
    constructor(block, { address, fields, kept, words }) {
      Object.assign(this, { block, address, fields, words, keptToo: kept });
      this.root = block.container[0];
      this.chooser = this.input("library");
      this.kept = this.input("kept");
      this.element = this.build();
      this.root.querySelector('[data-contentpath="library"]').append(this.element);
      this.root.addEventListener("input", () => this.schedule());
      this.root.addEventListener("change", (event) => {
        if (event.target === this.chooser) this.forgetOther();
        this.schedule();
      });
      this.update();
    }

    input(name) {
      return this.root.querySelector(`[name="${this.block.prefix}-${name}"]`);
    }

    build() {
      const note = document.createElement("div");
      note.className = "library-note";
      this.status = document.createElement("div");
      this.status.setAttribute("role", "status");
      this.button = document.createElement("button");
      this.button.type = "button";
      this.button.className = "button button-small button-secondary";
      this.button.textContent = this.words.take;
      this.button.hidden = true;
      this.button.addEventListener("click", () => this.take());
      note.append(this.status, this.button);
      return note;
    }

    keptText() {
      const kept = this.keptOfAnyPage();
      return kept && String(kept.page) === this.chooser.value ? kept : null;
    }

    keptOfAnyPage() {
      try {
        return JSON.parse(this.kept.value || "null");
      } catch {
        return null;
      }
    }

    setKept(value) {
      this.kept.value = value;
      this.kept.dispatchEvent(new Event("change", { bubbles: true }));
    }

    // Text of an entry that is no longer chosen must not fill anything.
    forgetOther() {
      this.taken = false;
      if (this.kept.value && !this.keptText()) this.setKept("");
    }

    take() {
      this.taken = true;
      this.setKept("");
      this.chooser.closest("[data-contentpath]").querySelector("button:not([hidden])")?.focus();
      this.update();
    }

    isLeftEmpty(name) {
      const start = `${this.block.prefix}-${name}`;
      const inputs = this.root.querySelectorAll(`[name="${start}"], [name^="${start}-"]`);
      return [...inputs].every((input) => !input.value.trim());
    }

    label(name) {
      return this.keptToo[name] || this.block.blockDef.childBlockDefsByName[name].meta.label;
    }

    schedule() {
      clearTimeout(this.timer);
      this.timer = setTimeout(() => this.update(), 200);
    }

    async update() {
      const chosen = this.chooser.value;
      if (!chosen) return this.describeOrphan(this.keptOfAnyPage());
      const address = this.address.replace("/0/", `/${chosen}/`);
      try {
        const current = await entry(address);
        if (this.chooser.value === chosen) this.describe(current, this.keptText());
      } catch {
        this.show([this.paragraph(this.words.failed)]);
      }
      return undefined;
    }

    // Text is kept, but no page is chosen: it was deleted from the library.
    describeOrphan(kept) {
      if (!kept) return this.show([]);
      const filled = this.filledFrom(kept);
      return this.show(this.list(this.words.gone, filled, (name) => this.text(kept, name, null)));
    }

    filledFrom(source) {
      const typed = this.fields.filter((name) => !isEmpty(source[name]) && this.isLeftEmpty(name));
      return isEmpty(source.images) || !this.isLeftEmpty("picture") ? typed : [...typed, "images"];
    }

    describe(current, kept) {
      const source = kept || current?.snapshot;
      if (!source) return this.show([this.paragraph(this.words.closed)]);
      const filled = this.filledFrom(source);
      const parts = filled.length
        ? this.list(this.words.filled, filled, (name) => this.text(source, name, current))
        : [this.paragraph(this.words.nothing)];
      if (!current) parts.push(this.paragraph(this.words.closed));
      if (this.taken) parts.push(this.paragraph(this.words.taken));
      const changed = kept && current ? this.changes(kept, current) : [];
      if (changed.length) {
        parts.push(...this.list(this.words.changed, changed, (name) => this.text(current.snapshot, name, current)));
        parts.push(this.paragraph(this.words.stays));
      }
      return this.show(parts, changed.length > 0);
    }

    changes(kept, current) {
      const compared = [...this.fields, ...Object.keys(this.keptToo)];
      return compared.filter((name) => !same(kept[name] ?? null, current.snapshot[name] ?? null));
    }

    // The words of a value: the server's where it is the same value, else the text itself.
    text(source, name, current) {
      const value = source[name];
      if (name === "images") return value.map((picture) => picture.alt || "–").join("; ");
      if (this.keptToo[name]) return this.words.other;
      if (current && same(value, current.snapshot[name])) return inShort(current.shown[name]);
      if (Array.isArray(value)) return value.map((item) => item.name).join(", ");
      return typeof value === "string" ? inShort(value) : this.words.asPublished;
    }

    paragraph(text) {
      const paragraph = document.createElement("p");
      paragraph.textContent = text;
      return paragraph;
    }

    list(heading, names, textOf) {
      const list = document.createElement("dl");
      names.forEach((name) => {
        const term = document.createElement("dt");
        term.textContent = this.label(name);
        const words = document.createElement("dd");
        words.textContent = textOf(name) || "–";
        list.append(term, words);
      });
      const title = this.paragraph(heading);
      title.className = "library-note__heading";
      return [title, list];
    }

    show(parts, hasNewer = false) {
      this.element.hidden = !parts.length;
      const box = document.createElement("div");
      box.append(...parts);
      // Unchanged words are left alone, so that nothing is announced twice.
      if (this.status.textContent !== box.textContent) this.status.replaceChildren(...parts);
      this.button.hidden = !hasNewer;
    }
  }

  // A function, not a subclass: Wagtail labels the children of a struct block by its constructor.
  function ExerciseBlockDefinition(name, children, meta) {
    const definition = new StructBlockDefinition(name, children, meta);
    const render = definition.render.bind(definition);
    definition.render = (...place) => {
      const block = render(...place);
      new LibraryNote(block, meta.library);
      window.plumblineEquipmentNames?.(block, meta.library.equipmentAddress);
      return block;
    };
    return definition;
  }

  window.telepath.register("exercises.ExerciseBlock", ExerciseBlockDefinition);
})();
