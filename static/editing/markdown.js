// A text as readers will see it, beside what is typed.
import { address, ask, form, later } from "./page.js";

const start = (text) => {
  const look = document.createElement("div");
  look.className = "markdown-look";
  look.setAttribute("role", "region");
  look.setAttribute("aria-label", text.dataset.markdown);
  const box = document.createElement("div");
  box.className = "markdown-box";
  text.before(box);
  box.append(text, look);
  let latest = 0;
  const draw = async () => {
    const mine = ++latest;
    const answer = await ask(address("markdown"), { text: text.value });
    // Cleaned by the server with the same allow-list as the page itself.
    if (answer && mine === latest) look.innerHTML = answer.html;
  };
  text.addEventListener("input", later(draw));
  draw();
};

if (form && address("markdown")) form.querySelectorAll("textarea[data-markdown]").forEach(start);
