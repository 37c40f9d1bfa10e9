// The figure beside its movement: it follows the typing, and a joint can be dragged or moved with the arrow keys.
import { address, ask, form, later } from "./page.js";

const SVG = "http://www.w3.org/2000/svg";
const STEP = 8; // one unit of the figure, in units of the drawing
const ARROWS = { ArrowLeft: [-STEP, 0], ArrowRight: [STEP, 0], ArrowUp: [0, -STEP], ArrowDown: [0, STEP] };
const AREAS = "input[name=areas]:checked";

class Look {
  constructor(box) {
    this.box = box;
    this.text = box.querySelector("textarea");
    this.figure = box.querySelector(".movement-figure");
    this.buttons = box.querySelector(".movement-buttons");
    this.said = box.querySelector(".movement-said");
    this.pose = 0;
    this.moving = false;
    this.latest = 0;
    this.soon = later(() => this.draw(), 250);
    this.text.addEventListener("input", this.soon);
    form.addEventListener("change", ({ target }) => target.name === "areas" && this.soon());
    this.draw();
  }

  async draw(drag = {}, focus = "") {
    if (!this.text.value.trim()) return this.clear(this.box.dataset.emptyLabel);
    const mine = ++this.latest;
    const answer = await ask(address("movement"), {
      movement: this.text.value,
      pose: this.pose,
      moving: this.moving ? 1 : 0,
      areas: [...form.querySelectorAll(AREAS)].map((area) => area.value),
      ...drag,
    });
    if (!answer || mine !== this.latest) return undefined;
    this.said.textContent = answer.error ?? "";
    this.figure.classList.toggle("is-old", Boolean(answer.error));
    if (answer.error) return this.rest();
    if (answer.movement) {
      this.text.value = answer.movement;
      this.text.dispatchEvent(new Event("change", { bubbles: true }));
    }
    this.pose = answer.pose;
    this.put(answer, focus);
    return undefined;
  }

  /** The drawing that is there stays; its joints go back to where they were. */
  rest() {
    this.figure.querySelectorAll("[data-joint]").forEach((joint) => joint.removeAttribute("transform"));
  }

  clear(text) {
    this.latest += 1;
    this.figure.replaceChildren();
    this.buttons.replaceChildren();
    this.said.textContent = text;
  }

  put({ svg, joints, poses }, focus) {
    const drawing = new DOMParser().parseFromString(svg, "image/svg+xml").documentElement;
    if (joints.length) drawing.setAttribute("role", "group");
    drawing.append(...joints.map((joint) => this.handle(joint)));
    this.figure.replaceChildren(document.adoptNode(drawing));
    if (focus) this.figure.querySelector(`[data-joint="${focus}"]`)?.focus();
    this.offer(poses);
  }

  /** A button for each pose and one for the whole movement. */
  offer(poses) {
    const { poseLabel, movingLabel } = this.box.dataset;
    const wanted = [...Array(poses).keys()].map((pose) => [`${poseLabel} ${pose + 1}`, pose]);
    if (poses > 1) wanted.push([movingLabel, null]);
    if (this.buttons.children.length !== wanted.length) {
      this.buttons.replaceChildren(
        ...wanted.map(([label, pose]) => {
          const button = Object.assign(document.createElement("button"), { type: "button", textContent: label });
          button.addEventListener("click", () => this.choose(pose));
          return button;
        }),
      );
    }
    [...this.buttons.children].forEach((button, place) =>
      button.setAttribute("aria-pressed", String(this.moving ? place === poses : place === this.pose)),
    );
  }

  choose(pose) {
    this.moving = pose === null;
    if (!this.moving) this.pose = pose;
    this.draw();
  }

  handle({ name, x, y }) {
    const joint = document.createElementNS(SVG, "circle");
    const label = `${this.box.dataset.jointLabel}: ${name.replace("_", " ")}`;
    const values = { cx: x, cy: y, r: 13, tabindex: 0, role: "button", "aria-label": label, "data-joint": name };
    for (const [key, value] of Object.entries(values)) joint.setAttribute(key, value);
    joint.append(Object.assign(document.createElementNS(SVG, "title"), { textContent: label }));
    joint.addEventListener("keydown", (event) => {
      const step = ARROWS[event.key];
      if (!step) return;
      event.preventDefault();
      this.draw({ joint: name, x: x + step[0], y: y + step[1] }, name);
    });
    joint.addEventListener("pointerdown", (event) => this.drag(event, joint, { name, x, y }));
    return joint;
  }

  drag(event, joint, { name, x, y }) {
    event.preventDefault();
    const turn = joint.ownerSVGElement.getScreenCTM().inverse();
    const place = (at) => new DOMPoint(at.clientX, at.clientY).matrixTransform(turn);
    const from = place(event);
    let to = from;
    joint.setPointerCapture(event.pointerId);
    const move = (at) => {
      to = place(at);
      joint.setAttribute("transform", `translate(${to.x - from.x} ${to.y - from.y})`);
    };
    const end = (at) => {
      joint.removeEventListener("pointermove", move);
      if (at.type === "pointerup" && to !== from) this.draw({ joint: name, x: x + to.x - from.x, y: y + to.y - from.y }, name);
      else this.rest();
    };
    joint.addEventListener("pointermove", move);
    joint.addEventListener("pointerup", end, { once: true });
    joint.addEventListener("pointercancel", end, { once: true });
  }
}

const start = (root) => {
  for (const box of root.querySelectorAll(".movement")) {
    const { name } = box.querySelector("textarea");
    if (!name.includes("__prefix__") && !box.look) box.look = new Look(box);
  }
};

if (form && address("movement")) {
  start(form);
  form.addEventListener("formset:added", ({ target }) => start(target));
}
