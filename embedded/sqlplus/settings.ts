/** What SET and WHENEVER say. */
export type Settings = {
  echo: boolean;
  /** Print "n rows selected." and the like. */
  feedback: boolean;
  heading: boolean;
  serverOutput: boolean;
  termOut: boolean;
  lineSize: number;
  nullText: string;
  autoCommit: boolean;
  /** Undefined: CONTINUE. */
  onSqlError: { exitCode: number | 'SQLCODE'; commit: boolean } | undefined;
};

export function defaultSettings(): Settings {
  return {
    echo: false,
    feedback: true,
    heading: true,
    serverOutput: false,
    termOut: true,
    lineSize: 200,
    nullText: '',
    autoCommit: false,
    onSqlError: undefined,
  };
}

const FLAGS: Record<string, 'echo' | 'feedback' | 'heading' | 'serverOutput' | 'termOut' | 'autoCommit'> = {
  ECHO: 'echo',
  FEED: 'feedback',
  FEEDBACK: 'feedback',
  HEA: 'heading',
  HEADING: 'heading',
  SERVEROUT: 'serverOutput',
  SERVEROUTPUT: 'serverOutput',
  TERM: 'termOut',
  TERMOUT: 'termOut',
  AUTO: 'autoCommit',
  AUTOCOMMIT: 'autoCommit',
};

/** `SET name value …`. Returns false for an option that has no meaning here. */
export function applySet(settings: Settings, rest: string): boolean {
  const [name = '', value = ''] = rest.replace(/;$/, '').split(/\s+/);
  const flag = FLAGS[name.toUpperCase()];
  if (flag !== undefined) {
    settings[flag] = value.toUpperCase() !== 'OFF' && value !== '0';
    return true;
  }
  if (/^LIN(?:ESIZE)?$/i.test(name) && Number(value) > 0) settings.lineSize = Number(value);
  else if (/^NULL$/i.test(name)) settings.nullText = value.replace(/^'(.*)'$/, '$1');
  else return false;
  return true;
}

/** `WHENEVER SQLERROR { EXIT [SUCCESS | FAILURE | WARNING | n | SQL.SQLCODE] [COMMIT | ROLLBACK] | CONTINUE … }` */
export function applyWhenever(settings: Settings, rest: string): boolean {
  const match = /^SQLERROR\s+(EXIT|CONTINUE)\b\s*(\S*)\s*(\S*)/i.exec(rest.replace(/;$/, ''));
  if (match === null) return /^OSERROR\b/i.test(rest);
  if (match[1]?.toUpperCase() === 'CONTINUE') {
    settings.onSqlError = undefined;
    return true;
  }
  const words = [match[2] ?? '', match[3] ?? ''].map((word) => word.toUpperCase());
  settings.onSqlError = { exitCode: exitCodeOf(words[0] ?? ''), commit: !words.includes('ROLLBACK') };
  return true;
}

/** The exit code that a word of EXIT or WHENEVER stands for. */
export function exitCodeOf(word: string): number | 'SQLCODE' {
  const upper = word.toUpperCase();
  if (upper === 'SQL.SQLCODE') return 'SQLCODE';
  if (upper === 'FAILURE') return 1;
  if (upper === 'WARNING') return 2;
  return /^\d+$/.test(upper) ? Number(upper) % 256 : 0;
}
