// Lessons are text, and jupytext's own extension has JupyterLab open them as notebooks. In a JupyterLab that it was not
// built for it does not load, and a lesson would open as plain text in which nothing can run. The server reads and writes
// them all the same; so there JupyterLab's own notebook is told to open them.

const VIEWER = "Jupytext Notebook"; // the name in the course's settings
const TYPES = ["markdown"];

export function ensureViewer(app) {
  app.started.then(() => {
    const registry = app.docRegistry;
    const notebook = registry.getWidgetFactory("Notebook");
    if (registry.getWidgetFactory(VIEWER) || !notebook) return;
    const named = { name: { value: VIEWER }, label: { value: VIEWER }, fileTypes: { value: TYPES }, defaultFor: { value: [] } };
    registry.addWidgetFactory(Object.create(notebook, named));
    for (const type of TYPES) registry.setDefaultWidgetFactory(type, VIEWER);
  });
}
