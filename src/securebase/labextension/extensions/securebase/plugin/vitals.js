// Whether the kernel behind a notebook still lives. When it does not, a sentence says what to do.
import { followActivity } from "./activity.js";
import { listenForLateStarts } from "./late_starts.js";
import { listenForSilence } from "./silence.js";
import { watchWork } from "./work.js";

const SAFE = "so its pictures and fields do not respond. What you kept is safe.";
const STOPPED = `The kernel behind this page has stopped, ${SAFE}`;
const RESTARTED = `The kernel behind this page was restarted, ${SAFE}`;
const SILENT = `The kernel behind this page does not answer, ${SAFE}`;
const LATE =
  "This computer was so busy that a picture or a field on this page did not start in time. It may not respond. "
  + "What you kept is safe.";
const AWAY =
  "The workbook's server cannot be reached, so pictures and fields do not respond. If the window in which it was "
  + "started is closed, start it again. Once the server answers, this page carries on, or says what to do.";
const FAILED = "That did not work: the server or the kernel is not answering yet. Try again in a moment.";
const PATIENCE = 4_000; // ms: a laptop that wakes up reconnects within this time

export function watchVitals(panel, waking, notice, say) {
  const session = panel.context.sessionContext;
  let away = null; // the timer until it is said that the server is away
  let lived = null; // the kernel that the cells ran in
  let stale = new Set();
  let mending = false; // a kernel that is replaced stops first, and that is no news

  const offer = { words: "Wake it up", act: wake };

  function sleep(sentence) {
    if (panel.isDisposed || mending) return;
    if (waking.running) waking.disturbed = sentence; // told when the run has come to its end
    else if (waking.ran) fallAsleep(sentence);
  }

  function fallAsleep(sentence) {
    stale = new Set(waking.cells().map((cell) => cell.model));
    if (!stale.size) return;
    waking.stopped();
    say("asleep");
    notice.show(sentence, offer, "asleep");
  }

  // Nothing that is sent to the kernel comes to an end; a run that is under way does not either.
  function fallDeaf() {
    if (panel.isDisposed || mending) return;
    waking.deaf = true;
    fallAsleep(SILENT);
  }

  async function wake() {
    notice.hide();
    say("waking");
    mending = true;
    try {
      await waking.revive();
    } catch (error) {
      console.warn(error);
      return fallAsleep(FAILED);
    } finally {
      mending = false;
    }
    ended(await waking.run(notice));
  }

  // What a run of the page's cells came to.
  function ended(fine) {
    if (panel.isDisposed || mending || waking.running) return;
    if (waking.disturbed || !fine) return fallAsleep(waking.disturbed || FAILED);
    notice.hide("asleep");
    say("alive");
  }

  // Restarted and run again by JupyterLab's own commands, or in another view of it, it is alive as well.
  function ran(_, { notebook, cell, success }) {
    if (notebook.model !== panel.content.model || !success) return;
    lived = session.session?.kernel?.id ?? lived;
    waking.ran = true;
    if (!stale.delete(cell.model) || stale.size || waking.running) return;
    notice.hide("asleep");
    say("alive");
  }

  const onStatus = (_, status) => {
    if (["restarting", "autorestarting"].includes(status)) sleep(RESTARTED);
    // One that is restarted from another window is only heard to start; so is one that was just begun.
    else if (status === "starting" && !waking.running) sleep(RESTARTED);
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
    if (!waking.deaf || mending) return;
    waking.deaf = false;
    stale.clear();
    notice.hide("asleep");
    say(waking.running ? "waking" : "alive");
  };
  listenForLateStarts(panel, () => sleep(LATE));
  const activity = followActivity(panel);
  listenForSilence(panel, activity, fallDeaf, onWord);
  watchWork(panel, activity, notice, fallDeaf, onWord);
  session.statusChanged.connect(onStatus);
  session.kernelChanged.connect(onKernel);
  session.connectionStatusChanged.connect(onConnection);
  waking.course.actions.executed.connect(ran);
  panel.disposed.connect(() => {
    clearTimeout(away);
    waking.course.actions.executed.disconnect(ran);
  });
  return { offer, ended };
}
