// What was typed for oneself and not kept yet is in the page's fields alone. Before cells run again, which makes
// those fields anew, it is lifted out, and put back after: never further than from one field to the next.

const FIELDS = "textarea.sb-private-text, fieldset input[type=radio], fieldset input[type=checkbox]";
const PATIENCE = 10_000; // ms for a field to be there again
const LOOK = 100; // ms

const boxesIn = (cell, prompt = null) =>
  Array.from(cell.node.querySelectorAll(prompt === null ? "[data-prompt]" : `[data-prompt="${CSS.escape(prompt)}"]`));

const isKept = (box) => box.querySelector('.sb-private-status[data-state="kept"]') !== null;
const isText = (field) => field.tagName === "TEXTAREA";
const isFilled = (field) => (isText(field) ? field.value !== "" : field.checked);
const draftOf = (field) => ({ text: isText(field), value: field.value });

function fill(box, drafts) {
  const fields = Array.from(box.querySelectorAll(FIELDS));
  for (const draft of drafts) {
    const field = fields.find((each) => isText(each) === draft.text && (draft.text || each.value === draft.value));
    if (!field || isFilled(field)) continue;
    if (draft.text) field.value = draft.value;
    else field.checked = true;
    field.dispatchEvent(new Event("input", { bubbles: true }));
  }
}

// Lift the drafts out of some cells; what is returned puts them back once the fields are there again.
export function liftDrafts(cells) {
  const lifted = [];
  for (const cell of cells) {
    for (const box of boxesIn(cell)) {
      const drafts = Array.from(box.querySelectorAll(FIELDS)).filter(isFilled).map(draftOf);
      if (drafts.length && !isKept(box)) lifted.push({ cell, old: box, prompt: box.dataset.prompt, drafts });
    }
  }
  return async () => {
    for (const { cell, old, prompt, drafts } of lifted) {
      const made = await appeared(() => !cell.isDisposed && boxesIn(cell, prompt).find((box) => box !== old));
      if (made) fill(made, drafts);
    }
  };
}

async function appeared(find) {
  for (let waited = 0; waited < PATIENCE; waited += LOOK) {
    const found = find();
    if (found) return found;
    await new Promise((resolve) => setTimeout(resolve, LOOK));
  }
  return null;
}
