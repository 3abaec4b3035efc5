#!/usr/bin/env node
// Sizes of files and functions: small ones are read, large ones are scrolled through.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import ts from 'typescript';
import { PROJECT_DIR } from '../prepare/install.js';
import { sourceFiles } from './source-files.js';

const FILE_LIMITS = { median: 90, ninety: 250, max: 400, grammarMax: 600 };
const FUNCTION_LIMITS = { ninety: 30, max: 60 };

const isGrammar = (file) => file.startsWith('embedded/syntax/');

/** Lines of each function, without those of the functions inside it; a flat dispatch switch may be as long as it has cases. */
function functionSizes(file, text) {
  const source = ts.createSourceFile(file, text, ts.ScriptTarget.Latest, true);
  const sizes = [];
  const linesOf = (node) =>
    source.getLineAndCharacterOfPosition(node.getEnd()).line -
    source.getLineAndCharacterOfPosition(node.getStart()).line +
    1;
  const visit = (node) => {
    let nested = 0;
    ts.forEachChild(node, (child) => {
      nested += visit(child);
    });
    if (!ts.isFunctionLike(node) || node.body === undefined) return nested;
    const lines = linesOf(node);
    const name = node.name?.getText(source) ?? node.parent.name?.getText?.(source) ?? 'function';
    const line = source.getLineAndCharacterOfPosition(node.getStart()).line + 1;
    sizes.push({
      where: `${file}:${line} ${name}`,
      lines: Math.max(lines - nested, 1),
      isDispatch: isDispatch(node, linesOf),
    });
    return lines > 1 ? lines - 1 : 0;
  };
  visit(source);
  return sizes;
}

function isDispatch(node, linesOf) {
  if (!ts.isBlock(node.body)) return false;
  const dispatch = node.body.statements.find(ts.isSwitchStatement);
  return dispatch !== undefined && linesOf(node) - linesOf(dispatch) <= 15;
}

const at = (sorted, share) => sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0;
const ascending = (numbers) => numbers.toSorted((a, b) => a - b);

const files = sourceFiles('src', 'plugins', 'routes', 'embedded').map((file) => {
  const text = readFileSync(join(PROJECT_DIR, file), 'utf8');
  return { file, lines: text.split('\n').length - 1, functions: functionSizes(file, text) };
});
const functions = files.flatMap((file) => file.functions);
const fileLines = ascending(files.map(({ lines }) => lines));
const functionLines = ascending(functions.map(({ lines }) => lines));
const [fileMedian, fileNinety, fileMax] = [at(fileLines, 0.5), at(fileLines, 0.9), at(fileLines, 1)];
const [functionNinety, functionMax] = [at(functionLines, 0.9), at(functionLines, 1)];

console.log(`${files.length} files: median ${fileMedian} lines, nine in ten ≤ ${fileNinety}, largest ${fileMax}`);
console.log(`${functions.length} functions: nine in ten ≤ ${functionNinety} lines, largest ${functionMax}`);

const problems = [
  ...(fileMedian > FILE_LIMITS.median ? [`median file above ${FILE_LIMITS.median} lines`] : []),
  ...(fileNinety > FILE_LIMITS.ninety ? [`more than one file in ten above ${FILE_LIMITS.ninety} lines`] : []),
  ...(functionNinety > FUNCTION_LIMITS.ninety
    ? [`more than one function in ten above ${FUNCTION_LIMITS.ninety} lines`]
    : []),
  ...files
    .filter(({ file, lines }) => lines > (isGrammar(file) ? FILE_LIMITS.grammarMax : FILE_LIMITS.max))
    .map(({ file, lines }) => `${file} has ${lines} lines`),
  ...functions
    .filter(({ lines, isDispatch }) => lines > FUNCTION_LIMITS.max && !isDispatch)
    .map(({ where, lines }) => `${where} has ${lines} lines`),
];
if (problems.length > 0) console.log(problems.join('\n'));
process.exit(problems.length === 0 ? 0 : 1);
