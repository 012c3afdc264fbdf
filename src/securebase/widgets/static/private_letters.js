// How something personal travels between the page and the kernel: as a binary buffer, once, and never as state.
const sbLetters = (() => {
  const PATIENCE = 5000; // milliseconds without an answer before the page says so
  const LARGEST = 8_000_000; // bytes that a message may carry: servers cut the line at some ten million
  const TOO_LARGE = "This is more than a page can hand to its notebook at once. Divide it, and keep each part.";

  function correspond(model) {
    const waiting = new Map();
    const hearers = [];
    const hear = (message, buffers) => {
      const one = waiting.get(message?.number);
      if (one) {
        waiting.delete(message.number);
        clearTimeout(one.timer);
        const [letter, ...files] = buffers ?? [];
        one.resolve({ ...message, letter: letter ? JSON.parse(new TextDecoder().decode(letter)) : null, files });
      } else if (message?.news) hearers.forEach((tell) => tell(message));
    };
    model.on("msg:custom", hear);
    return {
      // Resolves with the kernel's answer, however late. `onSilence` is called if it takes long.
      ask(name, { value = null, files = [], onSilence = () => {} } = {}) {
        // Counted from a random start: two views of one box hear the same answers.
        const number = Math.floor(Math.random() * Number.MAX_SAFE_INTEGER);
        const buffers = value === null && !files.length ? [] : [new TextEncoder().encode(JSON.stringify(value)).buffer, ...files];
        if (buffers.reduce((bytes, one) => bytes + one.byteLength, 0) > LARGEST) {
          return Promise.resolve({ event: "failed", sentence: TOO_LARGE, letter: null, files: [] });
        }
        return new Promise((resolve) => {
          waiting.set(number, { resolve, timer: setTimeout(onSilence, PATIENCE) });
          model.send({ ask: name, number }, undefined, buffers);
        });
      },
      // What the kernel says unasked, to every view.
      onNews: (tell) => hearers.push(tell),
      leave() {
        waiting.forEach(({ timer }) => clearTimeout(timer));
        waiting.clear();
        model.off("msg:custom", hear);
      },
    };
  }

  return { correspond, LARGEST };
})();
