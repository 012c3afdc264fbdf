// Whether the kernel behind a notebook still lives. When it does not, a sentence says what to do.
import { listenForSilence } from "./silence.js";

const STOPPED = "The kernel behind this page has stopped, so its pictures and fields stand still. What you kept is safe.";
const RESTARTED = "The kernel behind this page was restarted, so its pictures and fields stand still. What you kept is safe.";
const SILENT = "The kernel behind this page does not answer, so its pictures and fields stand still. What you kept is safe.";
const AWAY =
  "The workbook's server cannot be reached, so pictures and fields stand still. If the window in which it was "
  + "started is closed, start it again. Once the server answers, this page goes on, or says what to do.";
const FAILED = "That did not work: the server or the kernel does not answer yet. Try again in a moment.";
const PATIENCE = 4_000; // ms: a laptop that wakes up reconnects within this time

export function watchVitals(panel, waking, notice, say) {
  const session = panel.context.sessionContext;
  let away = null; // the timer until it is said that the server is away
  let lived = null; // the kernel that the cells ran in
  let stale = new Set();
  let mending = false; // a kernel that is replaced stops first, and that is no news

  const offer = { words: "Wake it up", act: wake };
  waking.offer = offer;

  function sleep(sentence) {
    if (panel.isDisposed || mending || waking.running || !waking.ran) return;
    stale = new Set(waking.cells().map((cell) => cell.model));
    if (!stale.size) return;
    waking.silent = sentence === SILENT;
    waking.stopped();
    say("asleep");
    notice.show(sentence, offer, "asleep");
  }

  async function wake() {
    notice.hide();
    say("waking");
    let alive = false;
    mending = true;
    try {
      alive = await waking.again(notice);
    } catch (error) {
      console.warn(error);
    }
    mending = false;
    if (panel.isDisposed) return;
    say(alive ? "alive" : "asleep");
    if (!alive) notice.show(FAILED, offer, "asleep");
  }
  waking.failed = () => {
    say("asleep");
    notice.show(FAILED, offer, "asleep");
  };

  // Restarted and run again by JupyterLab's own commands, or in another view of it, it is alive as well.
  function ran(_, { notebook, cell, success }) {
    if (notebook.model !== panel.content.model || !success) return;
    lived = session.session?.kernel?.id ?? lived;
    if (!stale.delete(cell.model) || stale.size || waking.running) return;
    notice.hide("asleep");
    say("alive");
  }

  const onStatus = (_, status) => {
    // One that is restarted from another window is only heard to start.
    if (["restarting", "autorestarting", "starting"].includes(status)) sleep(RESTARTED);
    else if (status === "dead" || status === "terminating") sleep(STOPPED);
  };
  const onKernel = (_, { newValue }) => {
    if (newValue === null) sleep(STOPPED);
    else if (lived && newValue.id !== lived) sleep(RESTARTED);
  };
  const onConnection = (_, status) => {
    clearTimeout(away);
    if (status === "connected") {
      notice.hide("away");
      return;
    }
    away = setTimeout(() => {
      if (panel.isDisposed || notice.kind() === "asleep") return;
      notice.show(AWAY, null, "away");
    }, PATIENCE);
  };
  const onWord = () => {
    if (!waking.silent || mending) return;
    waking.silent = false;
    stale.clear();
    notice.hide("asleep");
    say("alive");
  };
  listenForSilence(panel, () => sleep(SILENT), onWord);
  session.statusChanged.connect(onStatus);
  session.kernelChanged.connect(onKernel);
  session.connectionStatusChanged.connect(onConnection);
  waking.course.actions.executed.connect(ran);
  panel.disposed.connect(() => {
    clearTimeout(away);
    waking.course.actions.executed.disconnect(ran);
  });
}
