import { readFileSync } from 'node:fs';
import { UsageError } from './command-line.js';

/**
 * The body of a submission from `--in name=value`, `--out name[:type]`, `--inout name=value` and `--body file`.
 * A value is JSON where it reads as JSON, else text: `--in n=5` is a number, `--in s=hola` a string, `--in s='"5"'` the string 5.
 */
export function callFromOptions(name, options) {
  const body = options.body === undefined ? {} : readBody(options.body);
  const params = [
    ...(body.params ?? []),
    ...(options.in ?? []).map((text) => ({ ...nameAndValue(text, '--in') })),
    ...(options.inout ?? []).map((text) => ({ ...nameAndValue(text, '--inout'), direction: 'INOUT' })),
    ...(options.out ?? []).map(outParameter),
  ];
  const call = { ...body, name: name ?? body.name, ...(params.length > 0 ? { params } : {}) };
  if (call.name === undefined) throw new UsageError('which procedure? oracle-jobs submit NAME, or a name in --body');
  if (options.function) call.isFunction = true;
  for (const [option, field] of Object.entries(NUMBERS)) {
    if (options[option] !== undefined) call[field] = readNumber(options[option], option);
  }
  if (options['concurrency-key'] !== undefined) call.concurrency_key = options['concurrency-key'];
  if (options['not-before'] !== undefined) call.not_before = options['not-before'];
  return call;
}

const NUMBERS = {
  timeout: 'timeout_seconds',
  'queue-timeout': 'queue_timeout_seconds',
  priority: 'priority',
  'max-attempts': 'max_attempts',
};

function readNumber(text, option) {
  const number = Number(text);
  if (!Number.isInteger(number)) throw new UsageError(`--${option} must be a whole number, not "${text}"`);
  return number;
}

function nameAndValue(text, option) {
  const equals = text.indexOf('=');
  if (equals < 1) throw new UsageError(`${option} must be name=value, not "${text}"`);
  return { name: text.slice(0, equals), value: readValue(text.slice(equals + 1)) };
}

function readValue(text) {
  try {
    const value = JSON.parse(text);
    // A number that JavaScript cannot hold goes as text, with all its digits.
    return typeof value === 'number' && String(value) !== text ? text : value;
  } catch {
    return text;
  }
}

function outParameter(text) {
  const [name, type] = text.split(':', 2);
  return { name, direction: 'OUT', ...(type ? { type } : {}) };
}

function readBody(file) {
  try {
    return JSON.parse(readFileSync(file === '-' ? 0 : file, 'utf8'));
  } catch (error) {
    throw new UsageError(`--body ${file}: ${error.message}`);
  }
}
