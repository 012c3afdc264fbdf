// Code as a quiet line: "Show the code", by click or key. What is folded is a matter of the view; no file knows it.
import { addCheck } from "./checks.js";
import { keepKeys, make } from "./dom.js";

const FOR_OTHERS = "without-plugin"; // the tag of a line that says how to run a lesson by hand

export function foldCode(course, panel, ours) {
  const [folds, checks, codeChecks] = [ours.folds, ours.checks, ours.code_checks].map(
    (places) => new Set(places.map((place) => ours.cells[place])),
  );
  for (const cell of panel.content.widgets) {
    const tags = cell.model.getMetadata("tags");
    if (Array.isArray(tags) && tags.includes(FOR_OTHERS)) cell.node.classList.add("sb-without-plugin");
    if (codeChecks.has(cell.model)) fold(cell, "the check", (row) => addCheck(course, panel, cell, row));
    else if (checks.has(cell.model)) fold(cell, "the check");
    else if (folds.has(cell.model)) fold(cell, "the code");
  }
}

function fold(cell, what, addMore = () => {}) {
  cell.syncCollapse = false; // else each click would be written into the notebook
  cell.inputHidden = true;
  cell.ready.then(() => {
    const row = cell.isDisposed ? null : addFold(cell, what);
    if (row) addMore(row);
  });
}

function addFold(cell, what) {
  const input = cell.node.querySelector(".jp-Cell-inputWrapper");
  if (!input || cell.node.querySelector(".sb-fold")) return null;
  const toggle = make("button", { type: "button", class: "sb-fold" });
  toggle.addEventListener("click", (event) => {
    event.stopPropagation(); // the cell would take the focus
    cell.inputHidden = !cell.inputHidden;
    toggle.focus();
  });
  const row = make("div", { class: "sb sb-fold-row" }, toggle);
  keepKeys(row);
  cell.node.classList.add("sb-has-fold");
  input.before(row);

  // JupyterLab's own commands fold and unfold, too, and tell nobody.
  const tell = () => {
    toggle.textContent = `${cell.inputHidden ? "Show" : "Hide"} ${what}`;
    toggle.setAttribute("aria-expanded", String(!cell.inputHidden));
    cell.node.classList.toggle("sb-folded", cell.inputHidden);
  };
  const watching = new MutationObserver(tell);
  watching.observe(input, { childList: true });
  cell.disposed.connect(() => watching.disconnect());
  tell();
  return row;
}
