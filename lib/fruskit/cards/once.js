// A view that takes its script from the page, where another view has brought it. Where none has, it asks
// Python for it: in a frame of its own, or because that view was closed before it came alive.
const PATIENCE = 1500; // milliseconds
const page = (globalThis.fruskitShared ??= {});
const pause = (time) => new Promise((done) => setTimeout(done, time));

async function brought(model) {
  for (const end = Date.now() + PATIENCE; Date.now() < end; await pause(20)) {
    if (page[NAME]) return page[NAME];
  }
  const script = await new Promise((done) => {
    const heard = (message) => message.script && done(message.script);
    model.on("msg:custom", heard);
    model.send({ type: "script" });
  });
  await import(URL.createObjectURL(new Blob([script], { type: "text/javascript" })));
  return page[NAME];
}

export default {
  async render(context) {
    return (await brought(context.model))(context);
  },
};
