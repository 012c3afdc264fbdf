// A kernel whose process is gone looks idle if nobody watches it. What tells is that it does not so much as say that
// it is busy when it is sent something.

const SILENCE = 8_000; // ms

// Calls `silent` when a kernel that is connected and looks idle leaves a message without any word, and `heard` if a
// word comes after all: a laptop may fall asleep in between.
export function listenForSilence(panel, silent, heard) {
  const session = panel.context.sessionContext;
  let kernel = null;
  let waiting = null;
  let told = false;

  const stop = () => {
    clearTimeout(waiting);
    waiting = null;
  };
  const look = () => {
    waiting = null;
    told = kernel?.status === "idle" && kernel.connectionStatus === "connected";
    if (told) silent();
  };
  const hear = (_, { msg, direction }) => {
    if (direction === "send") {
      if (msg.channel === "shell") waiting ??= setTimeout(look, SILENCE);
      return;
    }
    stop();
    if (told) heard();
    told = false;
  };
  const attach = () => {
    stop();
    kernel?.anyMessage.disconnect(hear);
    kernel = session.session?.kernel ?? null;
    kernel?.anyMessage.connect(hear);
  };
  session.kernelChanged.connect(attach);
  panel.disposed.connect(stop);
  attach();
}
