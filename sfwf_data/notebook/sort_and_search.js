(() => {
const box = document.currentScript.previousElementSibling, table = box.querySelector("table");
const body = table.tBodies[0], rows = [...body.rows], field = document.createElement("input");
const plain = text => text.normalize("NFKC").toLowerCase();
field.type = "search"; field.placeholder = WORDS; field.setAttribute("aria-label", WORDS);
field.oninput = () => {
  const words = plain(field.value).split(/\s+/);
  for (const row of rows) {
    const line = plain([...row.cells].map(cell => cell.textContent).join(" "));
    row.style.display = words.every(word => line.includes(word)) ? "" : "none";
  }
};
box.before(field);
[...table.tHead.rows[0].cells].forEach((head, index) => {
  const button = document.createElement("button"), key = row => {
    const cell = row.cells[index], raw = cell.dataset.value;
    if (raw !== undefined) return Number(raw);
    return cell.style.textAlign === "right" ? NaN : cell.textContent;
  };
  button.textContent = head.textContent;
  button.style.cssText = "all:unset;cursor:pointer;outline:revert";
  button.onclick = () => {
    const up = head.getAttribute("aria-sort") !== "ascending";
    for (const other of head.parentNode.cells) other.removeAttribute("aria-sort");
    head.setAttribute("aria-sort", up ? "ascending" : "descending");
    const sorted = rows.map(row => [key(row), row]).sort(([a], [b]) => {
      if (a !== a || b !== b) return (a !== a) - (b !== b);
      return (up ? 1 : -1) * (typeof a === "number" ? a - b : a.localeCompare(b, table.lang));
    });
    body.append(...sorted.map(pair => pair[1]));
  };
  head.replaceChildren(button);
});
})()
