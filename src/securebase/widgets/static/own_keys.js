// An empty part of a column of controls that keeps their keys from JupyterLab: without it, an arrow key pressed on
// a list of options would go to the next cell in place of the next option.

function render({ el }) {
  const listening = new AbortController();
  el.style.display = "none";
  (function wait() {
    const column = el.parentElement?.closest(".widget-vbox");
    if (column) sbKit.keepKeys(column, listening.signal);
    else if (!listening.signal.aborted) requestAnimationFrame(wait); // it is not on the page yet
  })();
  return () => listening.abort();
}

export default { render };
