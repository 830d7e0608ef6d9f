"use strict";
// Adds what nothing depends on: buttons that copy, the query behind a number that is clicked, a field that filters a
// long table, links to articles.
function copyButton(text) {
  const button = document.createElement("button");
  button.type = "button";
  button.className = "copy";
  button.textContent = "Copy";
  button.addEventListener("click", async () => {
    try {
      await navigator.clipboard.writeText(text);
      button.textContent = "Copied";
    } catch {
      getSelection().selectAllChildren(button.previousElementSibling);
      button.textContent = "Selected";
    }
    setTimeout(() => { button.textContent = "Copy"; }, 2000);
  });
  return button;
}
function copyable(block) {
  const frame = document.createElement("div");
  frame.className = "copyable";
  block.replaceWith(frame);
  frame.append(block, copyButton(block.textContent));
}
const queries = new Map();
for (const block of document.querySelectorAll("pre.command")) {
  if (block.dataset.query) queries.set(block.dataset.query, block.textContent);
  copyable(block);
}
if (queries.size) {
  const dialog = document.createElement("dialog");
  dialog.setAttribute("aria-label", "The query behind a number");
  document.body.append(dialog);
  document.addEventListener("click", (event) => {
    const number = event.target.closest("data[data-fact]");
    if (!number || event.target.closest("a, summary, dialog")) return;
    let name = number.dataset.fact;
    while (name && !queries.has(name)) name = name.slice(0, Math.max(name.lastIndexOf("."), 0));
    if (!name) return;
    const head = document.createElement("p");
    const fact = document.createElement("code");
    fact.textContent = number.dataset.fact;
    head.append(fact, ` is ${number.value}, and this is the query that gives it:`);
    const block = document.createElement("pre");
    block.className = "command";
    block.tabIndex = 0;
    block.textContent = queries.get(name);
    const close = document.createElement("button");
    close.type = "button";
    close.textContent = "Close";
    close.addEventListener("click", () => dialog.close());
    dialog.replaceChildren(head, block, close);
    copyable(block);
    dialog.showModal();
  });
  document.documentElement.classList.add("askable");
}
for (const table of document.querySelectorAll("table.filtered")) {
  const rows = [...table.tBodies[0].rows];
  if (rows.length < 20) continue;
  const label = document.createElement("label");
  label.className = "filter";
  label.textContent = "Show only rows with ";
  const field = document.createElement("input");
  field.type = "search";
  field.addEventListener("input", () => {
    const sought = field.value.toLowerCase();
    for (const row of rows) row.hidden = !row.textContent.toLowerCase().includes(sought);
  });
  label.append(field);
  table.parentElement.before(label);
}
// Where the pages are served, one that nobody has written is made when it is asked for.
if (location.protocol.startsWith("http")) {
  for (const named of document.querySelectorAll("[data-article], [data-run]")) {
    const { article, run } = named.dataset;
    const link = document.createElement("a");
    link.href = article ? `articles/${encodeURIComponent(article)}.html` : `./${encodeURIComponent(run)}.html`;
    named.replaceWith(link);
    link.append(named);
  }
}
