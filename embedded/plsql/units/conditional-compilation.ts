/**
 * Conditional compilation ("Conditional Compilation", PL/SQL Language Reference): what is not selected becomes blanks, so that lines and
 * columns stay what they are.
 */

export type Selection = {
  text: string;
  /** `$ERROR` directives that were selected. */
  errors: { pos: number; message: string }[];
};

/** `holds` decides a condition, given as its text and offset. */
export function selectText(source: string, holds: (condition: string, pos: number) => boolean): Selection {
  if (!/\$(IF|ERROR)\b/i.test(source)) return { text: source, errors: [] };
  return new Selector(source, holds).run();
}

/** One `$IF` that is open. */
type Level = {
  /** What stands around it is selected. */
  isOuterSelected: boolean;
  /** A branch was selected already. */
  isDecided: boolean;
  isSelected: boolean;
};

/** Comments, quoted texts and names, and directives; everything else is passed over. */
const PIECES =
  /--[^\n]*|\/\*[\s\S]*?\*\/|[nN]?[qQ]'(?:\[[\s\S]*?\]|\{[\s\S]*?\}|<[\s\S]*?>|\([\s\S]*?\)|(\S)[\s\S]*?\1)'|'(?:[^']|'')*'|"[^"]*"|\$(?:IF|THEN|ELSIF|ELSE|END|ERROR)\b/gi;

class Selector {
  readonly #source: string;
  readonly #holds: (condition: string, pos: number) => boolean;
  readonly #levels: Level[] = [];
  readonly #errors: Selection['errors'] = [];
  #text = '';
  /** Everything before it is in `#text`. */
  #done = 0;
  /** Where the condition after `$IF` or `$ELSIF` begins. */
  #conditionStart: number | undefined;
  #errorStart: number | undefined;

  constructor(source: string, holds: (condition: string, pos: number) => boolean) {
    this.#source = source;
    this.#holds = holds;
  }

  run(): Selection {
    for (const match of this.#source.matchAll(PIECES)) {
      if (match[0].startsWith('$')) this.#directive(match[0].toUpperCase(), match.index, match.index + match[0].length);
    }
    this.#copyTo(this.#source.length, this.#isSelected);
    return { text: this.#text, errors: this.#errors };
  }

  get #isSelected(): boolean {
    return this.#levels.at(-1)?.isSelected ?? true;
  }

  #directive(word: string, start: number, end: number): void {
    const level = this.#levels.at(-1);
    const isInside = this.#conditionStart === undefined && this.#errorStart === undefined;
    this.#copyTo(start, isInside && this.#isSelected);
    this.#copyTo(end, false);
    switch (word) {
      case '$IF':
        this.#levels.push({ isOuterSelected: this.#isSelected, isDecided: false, isSelected: false });
        this.#conditionStart = end;
        break;
      case '$ELSIF':
        if (level !== undefined) level.isSelected = false;
        this.#conditionStart = end;
        break;
      case '$THEN':
        this.#decide(level, start);
        break;
      case '$ELSE':
        if (level !== undefined) level.isSelected = level.isOuterSelected && !level.isDecided;
        break;
      case '$ERROR':
        this.#errorStart = end;
        break;
      case '$END':
        this.#end(start);
    }
  }

  #decide(level: Level | undefined, end: number): void {
    const start = this.#conditionStart;
    this.#conditionStart = undefined;
    if (level === undefined || start === undefined) return;
    const isOpen = level.isOuterSelected && !level.isDecided;
    level.isSelected = isOpen && this.#holds(this.#source.slice(start, end), start);
    if (level.isSelected) level.isDecided = true;
  }

  #end(pos: number): void {
    if (this.#errorStart === undefined) {
      this.#levels.pop();
      return;
    }
    if (this.#isSelected)
      this.#errors.push({ pos: this.#errorStart, message: this.#source.slice(this.#errorStart, pos).trim() });
    this.#errorStart = undefined;
  }

  #copyTo(end: number, isKept: boolean): void {
    const piece = this.#source.slice(this.#done, end);
    this.#text += isKept ? piece : piece.replace(/[^\n]/g, ' ');
    this.#done = end;
  }
}
