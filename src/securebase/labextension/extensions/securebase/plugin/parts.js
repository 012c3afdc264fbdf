// How many parts of an exercise are done: a check says so in its last line, in a cell's output or in a panel.

const SAID = /(\d+) of (\d+) parts done\./;

export function countParts(course, panel, ours) {
  if (ours.kind !== "exercise") return;
  const note = (words) => {
    const said = words.match(SAID);
    if (!said) return;
    const change = { exercise: ours.name, done: Number(said[1]), of: Number(said[2]) };
    course.progress.change(panel.context.path, change);
  };

  const ran = (_, { notebook, cell }) => {
    if (notebook === panel.content && cell.model.type === "code") note(JSON.stringify(cell.model.outputs.toJSON()));
  };
  course.actions.executed.connect(ran);

  // "Check this part" runs no cell: its sentences come into the page as a status. What a file stored is none.
  const watching = new MutationObserver((records) => {
    for (const node of records.flatMap((record) => Array.from(record.addedNodes))) {
      const status = node instanceof Element && (node.closest('[role="status"]') ?? node.querySelector('[role="status"]'));
      if (status) note(status.textContent);
    }
  });
  watching.observe(panel.content.node, { childList: true, subtree: true });
  panel.disposed.connect(() => {
    course.actions.executed.disconnect(ran);
    watching.disconnect();
  });
}
