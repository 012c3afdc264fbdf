// What the two kinds of sheet share: both close in every view once the picture is open, and say so only then.
const sbLooking = (() => {
  const PATIENCE = 8000; // ms without an answer before the page says that the kernel is silent
  const SILENT =
    "The notebook has not answered yet. It may be busy with another cell. If nothing changes, run this cell again.";

  // `close` takes the sheet away; `below` says where the picture is.
  function watch(model, status, close, below) {
    let said = "";
    let waiting = null;
    function opened() {
      if (!model.get("looked")) return;
      clearTimeout(waiting);
      close();
      status.textContent = `${said}${below}`;
    }
    model.on("change:looked", opened);
    opened();
    return {
      ask(message, words = "") {
        said = words;
        waiting = setTimeout(() => (status.textContent = SILENT), PATIENCE);
        model.send(message);
        close();
        status.textContent = `${said}One moment …`;
        status.focus(); // what had the focus goes
      },
      leave() {
        clearTimeout(waiting);
        model.off("change:looked", opened);
      },
    };
  }

  return { watch };
})();
