import { DBMS_APPLICATION_INFO } from './dbms-application-info.ts';
import { DBMS_ASSERT } from './dbms-assert.ts';
import { DBMS_LOB } from './dbms-lob.ts';
import { DBMS_LOCK } from './dbms-lock.ts';
import { DBMS_OUTPUT } from './dbms-output.ts';
import { DBMS_RANDOM } from './dbms-random.ts';
import { DBMS_SESSION } from './dbms-session.ts';
import { DBMS_SQL } from './dbms-sql.ts';
import { DBMS_UTILITY } from './dbms-utility.ts';
import type { NativePackage } from './native-package.ts';

/** The packages that this database supplies, owned by SYS. */
export const NATIVE_PACKAGES: NativePackage[] = [
  DBMS_OUTPUT,
  DBMS_SESSION,
  DBMS_LOCK,
  DBMS_APPLICATION_INFO,
  DBMS_UTILITY,
  DBMS_LOB,
  DBMS_SQL,
  DBMS_ASSERT,
  DBMS_RANDOM,
];
