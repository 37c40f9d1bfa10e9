/** Doubles for the player's tests: a clock moved by hand, a storage, exercises, and just enough of a DOM. */

export function fakeClock(start = Date.parse("2026-03-02T07:00:00Z")) {
  let time = start;
  const now = () => time;
  now.pass = (seconds) => {
    time += seconds * 1000;
  };
  return now;
}

/** Like localStorage: its keys are its own enumerable properties. */
export function fakeStorage() {
  return Object.create({
    getItem(key) {
      return Object.hasOwn(this, key) ? this[key] : null;
    },
    setItem(key, value) {
      this[key] = String(value);
    },
    removeItem(key) {
      delete this[key];
    },
  });
}

export const fullStorage = () => ({
  getItem: () => null,
  removeItem: () => {},
  setItem() {
    throw new Error("QuotaExceededError");
  },
});

export function exercise(slug, facts = {}) {
  const dose = { sets: 1, reps: 1, hold: 20, ...facts.dose };
  return { slug, name: slug, cue: `cue of ${slug}`, sided: "no", position: "lying-back", direction: "neutral",
    tempo: null, breath: null, figure: null, easier: null, save_url: `/sessions/7/entries/${slug}/`, ...facts, dose };
}

/** Gentle start's first session. */
export const gentleStart = () => [
  exercise("supine-position", { dose: { hold: 120 } }),
  exercise("heel-slides", { sided: "alternating", tempo: 4, dose: { reps: 6, hold: null } }),
  exercise("single-knee-to-chest", { sided: "each", direction: "bending", dose: { reps: 2, hold: 15 } }),
  exercise("cat-cow", { position: "hands-knees", direction: "both", tempo: 8, dose: { reps: 5, hold: null } }),
  exercise("childs-pose", { position: "kneeling", direction: "bending", dose: { sets: 2, hold: 20 } }),
];

/** Lets promises that are ready run. */
export const settle = () => new Promise((resolve) => setImmediate(resolve));

export class Element extends EventTarget {
  constructor(tag = "div", attributes = {}, children = []) {
    super();
    Object.assign(this, { tag, attributes: new Map(), children: [], parent: null, hidden: false, disabled: false,
      checked: false, value: "", textContent: "", writes: 0, dataset: {} });
    for (const [name, value] of Object.entries(attributes)) this.setAttribute(name, value);
    this.append(...children);
    this.writes = 0;
  }

  get id() {
    return this.getAttribute("id") ?? "";
  }

  get name() {
    return this.getAttribute("name") ?? "";
  }

  get type() {
    return this.getAttribute("type") ?? "";
  }

  get isConnected() {
    return true;
  }

  get firstElementChild() {
    return this.children[0] ?? null;
  }

  get elements() {
    return this.all().filter(({ name, parent }) => name && !parent?.disabled);
  }

  setAttribute(name, value) {
    this.writes += 1;
    this.attributes.set(name, value);
    if (name === "value") this.value = value;
  }

  getAttribute(name) {
    return this.attributes.get(name) ?? null;
  }

  removeAttribute(name) {
    this.attributes.delete(name);
  }

  toggleAttribute(name, wanted) {
    if (wanted) this.setAttribute(name, "");
    else this.removeAttribute(name);
  }

  /** A text is kept as `textContent` alone, written anew each time: `firstChild` is for tests that say so. */
  append(...children) {
    for (const child of children) {
      if (typeof child === "string") this.textContent = child;
      else this.children.push(Object.assign(child, { parent: this }));
    }
  }

  remove() {
    this.parent.children.splice(this.parent.children.indexOf(this), 1);
    this.parent = null;
  }

  replaceChildren(...children) {
    this.children = [];
    this.append(...children);
  }

  cloneNode() {
    return new Element(this.tag, Object.fromEntries(this.attributes), this.children.map((child) => child.cloneNode()));
  }

  all() {
    return this.children.flatMap((child) => [child, ...child.all()]);
  }

  /** Knows `tag.class[attribute=value]…`, quotes or not, and lists of it. */
  matches(selectors) {
    return selectors.split(",").some((selector) => this.matchesOne(selector.trim()));
  }

  matchesOne(selector) {
    const [, tag, rest] = selector.match(/^([a-z]*)(.*)$/);
    const wanted = [...rest.matchAll(/\[([\w-]+)(?:="?([^"\]]*)"?)?\]/g)];
    const named = [...rest.replace(/\[.*?\]/g, "").matchAll(/\.([\w-]+)/g)];
    const classes = (this.attributes.get("class") ?? "").split(" ");
    return (!tag || tag === this.tag) && named.every(([, name]) => classes.includes(name)) &&
      wanted.every(([, name, value]) =>
        this.attributes.has(name) && (value === undefined || this.attributes.get(name) === value));
  }

  querySelector(selector) {
    return this.all().find((element) => element.matches(selector)) ?? null;
  }

  querySelectorAll(selector) {
    return this.all().filter((element) => element.matches(selector));
  }

  closest(selector) {
    return this.matches(selector) ? this : (this.parent?.closest(selector) ?? null);
  }

  getBoundingClientRect() {}

  showModal() {
    this.setAttribute("open", "");
  }

  close() {
    this.removeAttribute("open");
  }

  focus() {
    const top = this.root();
    top.activeElement = this;
  }

  root() {
    return this.parent ? this.parent.root() : this;
  }

  reset() {
    for (const control of this.all()) control.checked = false;
  }

  /** An event as the browser sends it: it bubbles, and its target is this element. */
  fire(type, facts = {}) {
    const event = Object.assign(new Event(type, { cancelable: true }), facts);
    Object.defineProperty(event, "target", { value: this });
    for (let element = this; element; element = element.parent) element.dispatchEvent(copyOf(event));
    return event;
  }
}

function copyOf(event) {
  const copy = new Event(event.type, { cancelable: true });
  for (const key of Object.keys(event)) if (key !== "isTrusted" && key !== "target") copy[key] = event[key];
  Object.defineProperty(copy, "target", { value: event.target });
  copy.preventDefault = () => {
    event.preventDefault();
  };
  return copy;
}

export const element = (tag, attributes, ...children) => new Element(tag, attributes, children);
export const part = (name, ...children) => new Element("div", { "data-player": name }, children);
