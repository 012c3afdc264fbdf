// "Check this part" beside a check of the learner's own code: it runs their cells of that part, then the check, so that
// a check on another day does not miss what has not run yet.
import { button, make } from "./dom.js";

const ANSWERS = "answers"; // the cell that a submission's answers are written into

const graderOf = (cell) => cell.model.getMetadata("nbgrader") ?? {};
const isCheck = (cell) => cell.model.type === "code" && graderOf(cell).grade;
const isOwn = (cell) => cell.model.type === "code" && !graderOf(cell).locked && graderOf(cell).grade_id !== ANSWERS;

// The learner's own cells between the check before and this one.
function ownCells(cells, check) {
  const own = [];
  for (let place = cells.indexOf(check) - 1; place >= 0; place -= 1) {
    const cell = cells[place];
    if (isCheck(cell)) break;
    if (isOwn(cell)) own.unshift(cell);
  }
  return own;
}

function printed(cell) {
  const streams = cell.model.outputs.toJSON().filter((output) => output.name === "stdout");
  return streams.map(({ text }) => (Array.isArray(text) ? text.join("") : text)).join("").trim();
}

// What stands above it: the part's heading, without its points.
function titleOf(cells, check) {
  for (let place = cells.indexOf(check); place >= 0; place -= 1) {
    const [, heading] = /^#+\s+(.*)$/m.exec(cells[place].model.type === "markdown" ? cells[place].model.sharedModel.getSource() : "") ?? [];
    if (heading) return heading.replace(/\s*\([^)]*\)\s*$/, "");
  }
  return "";
}

// Whoever has turned to another field meanwhile keeps the focus there.
const isBusyElsewhere = (cell) => {
  const focused = document.activeElement;
  return Boolean(focused?.closest("input, textarea, select, button, [contenteditable]")) && !cell.node.contains(focused);
};

export function addCheck(course, panel, check, row) {
  const { content, context } = panel;
  const found = make("span", { class: "sb-for-screen-readers", role: "status" });
  const run = async () => {
    const own = ownCells(Array.from(content.widgets), check);
    found.textContent = "";
    await course.actions.runCells(content, own, context.sessionContext);
    if (check.isDisposed) return;
    await course.actions.runCells(content, [check], context.sessionContext);
    if (check.isDisposed) return;
    found.textContent = printed(check);
    if (!isBusyElsewhere(check)) made.focus();
  };
  const made = button("Check this part", run, "sb-check-button");
  made.setAttribute("aria-label", `Check this part: ${titleOf(Array.from(panel.content.widgets), check)}`);
  made.addEventListener("click", (event) => event.stopPropagation()); // the cell would take the focus
  row.append(made, found);
}
