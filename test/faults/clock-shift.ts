/** Preloaded before the service: its clock is CLOCK_SHIFT_MS off. */
const shift = Number(process.env['CLOCK_SHIFT_MS']);
const now = Date.now.bind(Date);

globalThis.Date = new Proxy(Date, {
  construct: (target, values, newTarget) =>
    Reflect.construct(target, values.length === 0 ? [now() + shift] : values, newTarget),
  get: (target, name, receiver) => (name === 'now' ? () => now() + shift : Reflect.get(target, name, receiver)),
});
