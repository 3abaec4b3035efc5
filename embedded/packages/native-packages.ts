import { DBMS_APPLICATION_INFO } from './dbms-application-info.ts';
import { DBMS_ASSERT } from './dbms-assert.ts';
import { DBMS_CRYPTO } from './dbms-crypto.ts';
import { DBMS_DB_VERSION } from './dbms-db-version.ts';
import { DBMS_LOB } from './dbms-lob.ts';
import { DBMS_LOCK } from './dbms-lock.ts';
import { DBMS_OUTPUT } from './dbms-output.ts';
import { DBMS_PICKLER } from './dbms-pickler.ts';
import { DBMS_RANDOM } from './dbms-random.ts';
import { DBMS_SESSION } from './dbms-session.ts';
import { DBMS_SQL } from './dbms-sql.ts';
import { DBMS_STATS } from './dbms-stats.ts';
import { DBMS_TRANSACTION } from './dbms-transaction.ts';
import { DBMS_UTILITY } from './dbms-utility.ts';
import type { NativePackage } from './native-package.ts';
import { REFUSED_PACKAGES } from './refused-packages.ts';
import { UTL_COMPRESS } from './utl-compress.ts';
import { UTL_ENCODE } from './utl-encode.ts';
import { UTL_I18N } from './utl-i18n.ts';
import { UTL_LMS } from './utl-lms.ts';
import { UTL_MATCH } from './utl-match.ts';
import { UTL_RAW } from './utl-raw.ts';
import { UTL_URL } from './utl-url.ts';

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
  DBMS_PICKLER,
  DBMS_RANDOM,
  DBMS_CRYPTO,
  DBMS_DB_VERSION,
  DBMS_TRANSACTION,
  DBMS_STATS,
  UTL_RAW,
  UTL_ENCODE,
  UTL_I18N,
  UTL_MATCH,
  UTL_COMPRESS,
  UTL_LMS,
  UTL_URL,
  ...REFUSED_PACKAGES,
];
