// A file that is read anew while its notebook is open: "Reload from Disk", or another window's version in place of this
// one. Every cell is then a new one, and what was made for the old ones is gone with them.

export function followReloads(panel, cells, again) {
  const { context } = panel;
  let known = new Set(cells);
  const look = async () => {
    const now = Array.from(context.model.cells);
    if (!known.size || now.some((cell) => known.has(cell))) return; // saved, or read for the first time
    known = new Set(now);
    try {
      await again();
    } catch (error) {
      console.warn(error); // the server is away, and JupyterLab says so
    }
  };
  context.fileChanged.connect(look);
  panel.disposed.connect(() => context.fileChanged.disconnect(look));
}
