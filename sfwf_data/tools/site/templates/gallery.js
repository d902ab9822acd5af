const form = document.getElementById("filters");
const count = document.getElementById("count");
const value = (id) => document.getElementById(id)?.value ?? "";
const fold = (text) => text.normalize("NFKC").toLocaleLowerCase();
const cards = [...document.querySelectorAll(".card")].map((card) => ({
  card,
  text: fold(card.textContent),
  has: (kind, wanted) => !wanted || card.dataset[kind].split(" ").includes(wanted),
}));
function show() {
  const words = fold(value("words")).split(/\s+/).filter(Boolean);
  let shown = 0;
  for (const { card, text, has } of cards) {
    const fits = ["lang", "goals", "divisions"].every((kind) => has(kind, value(kind))) && words.every((word) => text.includes(word));
    card.hidden = !fits;
    shown += fits;
  }
  for (const group of document.querySelectorAll(".group")) group.hidden = !group.querySelector(".card:not([hidden])");
  count.textContent = shown ? count.dataset.text.replace("{count}", shown) : count.dataset.none;
}
form.hidden = false;
form.addEventListener("input", show);
form.addEventListener("submit", (event) => event.preventDefault());
form.addEventListener("reset", () => setTimeout(show));
show();
