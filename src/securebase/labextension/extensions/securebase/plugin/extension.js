// The plugin: what it needs of JupyterLab, and its parts put together.
import { addStyles } from "./dom.js";
import { attend } from "./attending.js";
import { makeHandIn } from "./hand_in.js";
import { addNoticeKey } from "./notice.js";
import { NARROW, makeCoursePanel } from "./panel.js";
import { makePause } from "./pause.js";
import { Progress } from "./progress.js";
import { Server } from "./server.js";
import { ensureViewer } from "./viewer.js";

export async function makePlugin(shared) {
  const [application, apputils, notebook, services, icons, lumino] = await Promise.all(
    [
      "@jupyterlab/application",
      "@jupyterlab/apputils",
      "@jupyterlab/notebook",
      "@jupyterlab/services",
      "@jupyterlab/ui-components",
      "@lumino/widgets",
    ].map(shared),
  );
  return {
    id: "securebase:plugin",
    description: "Lessons that wake up by themselves, a panel of the course, a pause one key away.",
    autoStart: true,
    requires: [notebook.INotebookTracker],
    optional: [application.ILabShell, application.ILayoutRestorer, apputils.ICommandPalette],
    activate(app, tracker, labShell, restorer, palette) {
      const server = new Server(app.serviceManager.serverSettings, services.ServerConnection);
      ensureViewer(app);
      addStyles(server.address("look"), new URL("look.css", import.meta.url));
      const course = {
        app,
        server,
        progress: new Progress(server),
        Widget: lumino.Widget,
        actions: notebook.NotebookActions,
        async open(path) {
          await app.commands.execute("docmanager:open", { path });
          if (window.innerWidth < NARROW) labShell?.collapseLeft();
        },
        tracker,
      };
      course.pause = makePause(course, palette);
      course.handIn = makeHandIn(course, palette);
      addNoticeKey(app, tracker, palette);
      if (labShell) makeCoursePanel(course, labShell, restorer, palette, icons.LabIcon);
      tracker.forEach((panel) => attend(course, panel));
      tracker.widgetAdded.connect((_, panel) => attend(course, panel));
      tracker.currentChanged.connect((_, panel) => course.progress.front(panel));
    },
  };
}
