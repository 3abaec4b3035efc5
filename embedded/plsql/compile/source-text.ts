/** The text of a unit, for lines and columns of offsets in it. */
export class SourceText {
  readonly text: string;
  readonly #lineStarts: number[] = [0];
  #firstLine = 1;

  constructor(text: string) {
    this.text = text;
    for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) this.#lineStarts.push(at + 1);
  }

  /** Lines are counted from this offset on: those of a trigger from its DECLARE or BEGIN. What stands before it is in line 1. */
  countFrom(offset: number): void {
    this.#firstLine = this.#absoluteLine(offset);
  }
  /** 1-based. */
  lineOf(offset: number): number {
    return Math.max(1, this.#absoluteLine(offset) - this.#firstLine + 1);
  }
  /** 1-based line and column. */
  positionAt(offset: number): { line: number; column: number } {
    const start = this.#lineStarts[this.#absoluteLine(offset) - 1] ?? 0;
    return { line: this.lineOf(offset), column: offset - start + 1 };
  }

  #absoluteLine(offset: number): number {
    let low = 0;
    let high = this.#lineStarts.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if ((this.#lineStarts[middle] ?? 0) <= offset) low = middle;
      else high = middle - 1;
    }
    return low + 1;
  }
}
