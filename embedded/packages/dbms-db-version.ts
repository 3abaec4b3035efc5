import { INSTANCE } from '../session/instance.ts';
import type { NativePackage } from './native-package.ts';

const [VERSION = 0, RELEASE = 0] = INSTANCE.version.split('.').map(Number);

/** Versions that have constants of their own ("DBMS_DB_VERSION", PL/SQL Packages and Types Reference 19c). */
const NAMED_VERSIONS: [name: string, version: number, release: number][] = [
  ['9_1', 9, 1],
  ['9_2', 9, 2],
  ['9', 9, 2],
  ['10_1', 10, 1],
  ['10_2', 10, 2],
  ['10', 10, 2],
  ['11_1', 11, 1],
  ['11_2', 11, 2],
  ['11', 11, 2],
  ['12_1', 12, 1],
  ['12_2', 12, 2],
  ['12', 12, 2],
  ['18', 18, 0],
  ['19', 19, 0],
];

function isUpTo(version: number, release: number): boolean {
  return VERSION < version || (VERSION === version && RELEASE <= release);
}

const CONSTANTS = NAMED_VERSIONS.map(
  ([name, version, release]) => `  VER_LE_${name} CONSTANT BOOLEAN := ${isUpTo(version, release) ? 'TRUE' : 'FALSE'};`,
);

/** Constants for conditional compilation. */
export const DBMS_DB_VERSION: NativePackage = {
  name: 'DBMS_DB_VERSION',
  specification: `PACKAGE DBMS_DB_VERSION AS
  VERSION CONSTANT PLS_INTEGER := ${VERSION};
  RELEASE CONSTANT PLS_INTEGER := ${RELEASE};
${CONSTANTS.join('\n')}
END DBMS_DB_VERSION;`,
  subprograms: {},
};
