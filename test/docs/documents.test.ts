import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { Environment } from '../../src/environment.ts';

const ROOT = join(import.meta.dirname, '../..');
const DOCUMENTS = [
  ...['README.md', 'README.es.md', 'ARCHITECTURE.md', 'sql/README.md', 'examples/README.md', 'embedded/DIFFERENCES.md'],
  ...readdirSync(join(ROOT, 'docs')).map((file) => `docs/${file}`),
];

const read = (file: string) => readFileSync(join(ROOT, file), 'utf8');
const codeBlocks = (text: string, language: string) =>
  [...text.matchAll(new RegExp(`^\`\`\`${language}\\n(.*?)^\`\`\``, 'gms'))].map(([, code = '']) => code);
const prose = (text: string) => text.replace(/^```.*?^```/gms, '');

/** As GitHub makes it of a heading. */
const anchorOf = (heading: string) =>
  heading
    .toLowerCase()
    .replace(/[^\p{L}\p{N} _-]/gu, '')
    .replaceAll(' ', '-');
const anchorsOf = (file: string) =>
  [...prose(read(file)).matchAll(/^#+ (.+)$/gm)].map(([, heading = '']) => anchorOf(heading));

describe.each(DOCUMENTS)('%s', (file) => {
  it('links to what is there', () => {
    const links = [...prose(read(file)).matchAll(/\]\(([^)\s]+)\)/g)].map(([, link = '']) => link);
    for (const link of links.filter((each) => !/^https?:/.test(each))) {
      const [path = '', anchor] = link.split('#');
      const target = path === '' ? file : join(dirname(file), path);
      expect(existsSync(join(ROOT, target)), link).toBe(true);
      if (anchor !== undefined) expect(anchorsOf(target), link).toContain(anchor);
    }
  });

  it('names scripts, commands and variables that exist', () => {
    const text = read(file);
    const { scripts } = JSON.parse(read('package.json')) as { scripts: Record<string, string> };
    for (const [, script = ''] of text.matchAll(/npm run ([a-z][a-z:-]*)/g))
      expect(scripts, script).toHaveProperty(script);
    for (const [, script = ''] of text.matchAll(/(?:node|python3) ((?:scripts|examples)\/[\w./-]+\.(?:js|py))/g)) {
      expect(existsSync(join(ROOT, script)), script).toBe(true);
    }
    const commands = read('scripts/cli/commands.js');
    for (const [, command = ''] of text.matchAll(/(?:npx|^\$?) ?oracle-jobs ([a-z]+)/gm)) {
      expect(command === 'help' || commands.includes(`\n  ${command}: {`), command).toBe(true);
    }
    for (const [, variable = ''] of text.matchAll(
      /`((?:API|ORACLE|RETENTION|PROCEDURE|QUERY|DRAIN|EMBEDDED|LOG|RATE|CALLER)_[A-Z_]+)(?:=[^`]*)?`/g,
    )) {
      const known = [...Object.keys(Environment.properties), 'ORACLE_JOBS_URL', 'ORACLE_JOBS_TOKEN', 'EMBEDDED_TRACE'];
      const codes = read('src/errors.ts');
      expect(known.includes(variable) || codes.includes(`  ${variable}: {`), variable).toBe(true);
    }
  });
});

describe('the README in Spanish', () => {
  const english = read('README.md');
  const spanish = read('README.es.md');

  it('has the parts of the English one', () => {
    const shape = (text: string) => ({
      headings: [...prose(text).matchAll(/^#+/gm)].map(([level]) => level),
      tableRows: [...prose(text).matchAll(/^\|/gm)].length,
      links: [...prose(text).matchAll(/\]\(([^)\s]+)\)/g)]
        .map(([, link]) => link)
        .filter((link) => !/^README/.test(link ?? '')),
      listItems: [...prose(text).matchAll(/^- /gm)].length,
    });
    expect(shape(spanish)).toEqual(shape(english));
  });

  it('has its commands and bodies', () => {
    // Comments and placeholders are translated.
    const plain = (code: string) => code.replace(/ *#.*$/gm, '').replace('mi_procedimiento', 'my_procedure');
    for (const language of ['bash', 'json']) {
      expect(codeBlocks(spanish, language).map(plain)).toEqual(codeBlocks(english, language).map(plain));
    }
  });
});
