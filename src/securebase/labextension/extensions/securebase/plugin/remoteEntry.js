// What JupyterLab asks of a prebuilt extension: a container with `init` and `get`, as a bundler would write it.
// The files beside this one are read as they lie. They are kept out of a folder called `static`, which the server
// would have browsers keep for a year: these names do not change with their content.
{
  const here = new URL("./", document.currentScript.src);
  let scope = {};

  const byVersion = ([one], [other]) => one.localeCompare(other, "en", { numeric: true });

  // JupyterLab's own copy of one of its packages. Tokens are compared by identity, so a copy in use goes first.
  async function shared(name) {
    const versions = Object.entries(scope[name] ?? {}).sort(byVersion);
    const chosen = versions.find(([, entry]) => entry.loaded) ?? versions.at(-1);
    if (!chosen) throw new Error(`Secure Base: this JupyterLab does not share ${name}.`);
    return (await chosen[1].get())();
  }

  globalThis._JUPYTERLAB = globalThis._JUPYTERLAB ?? {};
  globalThis._JUPYTERLAB.securebase = {
    init(given) {
      scope = given;
    },
    async get() {
      const { makePlugin } = await import(new URL("extension.js", here));
      const plugin = await makePlugin(shared);
      return () => ({ __esModule: true, default: plugin });
    },
  };
}
