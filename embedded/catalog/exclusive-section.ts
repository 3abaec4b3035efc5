/** Runs sections of code one after the other, in the order in which they asked. */
export class ExclusiveSection {
  #last: Promise<unknown> = Promise.resolve();

  run<T>(section: () => Promise<T>): Promise<T> {
    const result = this.#last.then(section);
    this.#last = result.catch(() => undefined);
    return result;
  }
}
