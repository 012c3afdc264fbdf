// Where the learner is in a lesson: kept while they read, and found again when they come back.

const REST = 900; // ms without scrolling before a place is kept
const GROWING = 2_000; // ms after the last cell ran in which pictures may still grow

function placeOf(panel) {
  const top = panel.content.outerNode.getBoundingClientRect().top;
  const cells = panel.content.widgets;
  const cell = cells.findIndex((each) => each.node.getBoundingClientRect().bottom > top + 4);
  if (cell < 0) return null;
  const box = cells[cell].node.getBoundingClientRect();
  const part = box.height ? Math.min(1, Math.max(0, (top - box.top) / box.height)) : 0;
  return { cell, part: Math.round(part * 1000) / 1000 };
}

function goTo(panel, place) {
  const cell = panel.content.widgets[place.cell];
  if (!cell) return;
  const outer = panel.content.outerNode;
  const box = cell.node.getBoundingClientRect();
  outer.scrollTop += box.top - outer.getBoundingClientRect().top + place.part * box.height;
}

export function keepPlace(course, panel, ours) {
  if (!course.progress.hasLesson(ours)) return { settled() {} };
  const outer = panel.content.outerNode;
  let wanted = course.progress.lesson(ours.name).place ?? null;
  if (wanted && wanted.cell === 0 && wanted.part === 0) wanted = null;
  let resting = null;

  // As cells above grow, the place moves; it is found again until the learner moves by themselves.
  const find = () => wanted && panel.isVisible && goTo(panel, wanted);
  const growing = new ResizeObserver(find);
  const release = () => {
    wanted = null;
    growing.disconnect();
  };
  const moves = ["wheel", "touchmove", "pointerdown", "keydown"];
  for (const kind of moves) outer.addEventListener(kind, release, { once: true, passive: true, capture: true });
  if (wanted) {
    for (const cell of panel.content.widgets) growing.observe(cell.node);
    find();
  }

  outer.addEventListener("scroll", () => {
    clearTimeout(resting);
    resting = setTimeout(keep, REST);
  });
  function keep() {
    if (wanted || panel.isDisposed || !panel.isVisible) return;
    const place = placeOf(panel);
    if (place) course.progress.change(panel.context.path, { lesson: ours.name, place });
  }
  panel.disposed.connect(release);

  return { settled: () => setTimeout(release, GROWING) };
}
