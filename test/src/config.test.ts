import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { ConfigError, loadConfig } from '../../src/config.ts';

const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
const messageOf = (variables: Record<string, string>) => {
  try {
    loadConfig(variables);
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message;
  }
  throw new Error('no error was thrown');
};

describe('loadConfig', () => {
  it('has a default for everything but the database and the tokens', () => {
    const config = loadConfig({});
    expect(config.server.port).toBe(8080);
    expect(config.oracle).toBeUndefined();
    expect(config.auth).toEqual({ enabled: true, tokens: [], allowedAddresses: undefined });
    expect(config.jobs.retentionHours).toEqual({ completed: 24, failed: 24, cancelled: 24 });
    expect(config.query.enabled).toBe(true);
  });

  it('takes an empty variable for one that is not set', () => {
    expect(loadConfig({ ORACLE_USER: '', ORACLE_PASSWORD: ' ', PORT: '' }).oracle).toBeUndefined();
  });

  it('makes the connect string of host, port and service, as the Go service had them', () => {
    const variables = { ORACLE_USER: 'app', ORACLE_PASSWORD: 'x', ORACLE_HOST: 'db1', ORACLE_SERVICE: 'ORCL' };
    expect(loadConfig(variables).oracle).toEqual({ user: 'app', password: 'x', connectString: 'db1:1521/ORCL' });
    expect(loadConfig({ ...variables, ORACLE_PORT: '1530' }).oracle?.connectString).toBe('db1:1530/ORCL');
    expect(loadConfig({ ...variables, ORACLE_HOST: '::1' }).oracle?.connectString).toBe('[::1]:1521/ORCL');
    expect(loadConfig({ ...variables, ORACLE_CONNECT_STRING: 'tns' }).oracle?.connectString).toBe('tns');
    expect(loadConfig(variables).query.enabled).toBe(false);
  });

  it('keeps the hashes of tokens, not the tokens', () => {
    const { tokens } = loadConfig({
      API_TOKEN: 'first',
      API_TOKENS: `web:second:submit+read, ops:{sha256}${sha256('third').toUpperCase()}:manage`,
    }).auth;
    expect(tokens).toEqual([
      { name: 'default', sha256: sha256('first'), scopes: ['submit', 'read', 'manage', 'admin'] },
      { name: 'web', sha256: sha256('second'), scopes: ['submit', 'read'] },
      { name: 'ops', sha256: sha256('third'), scopes: ['manage'] },
    ]);
  });

  it('refuses one token under two names: it would be anybody of them', () => {
    expect(messageOf({ API_TOKENS: 'web:same,ops:same:manage' })).toContain('different tokens');
    expect(messageOf({ API_TOKEN: 'same', API_TOKENS: `ops:{sha256}${sha256('same')}` })).toContain('different tokens');
    expect(messageOf({ API_TOKENS: 'web:secret,ops:secret' })).not.toContain('secret');
  });

  it('takes one retention for all or one for each status', () => {
    const { jobs } = loadConfig({ RETENTION_HOURS: '48', RETENTION_FAILED_HOURS: '720' });
    expect(jobs.retentionHours).toEqual({ completed: 48, failed: 720, cancelled: 48 });
  });

  it('reads lists of patterns and limits', () => {
    const config = loadConfig({
      PROCEDURE_ALLOW: 'pkg_etl.*, proc_test*',
      PROCEDURE_LIMITS: 'pkg_etl.*=2',
      CALLER_LIMITS: 'web=5',
    });
    expect(config.procedures.allow).toEqual(['PKG_ETL.*', 'PROC_TEST*']);
    expect(config.procedures.deny).toEqual(['SYS.*', 'DBMS_*', 'UTL_*']);
    expect(config.jobs.procedureLimits).toEqual([{ pattern: 'PKG_ETL.*', limit: 2 }]);
    expect(config.jobs.callerLimits).toEqual([{ pattern: 'web', limit: 5 }]);
  });

  it.each([
    [{ PORT: '80a' }, 'PORT must be a whole number from 0 to 65535, not "80a"'],
    [{ PORT: '70000' }, 'PORT must be a whole number from 0 to 65535, not "70000"'],
    [{ API_NO_AUTH: 'maybe' }, 'API_NO_AUTH must be 1 or 0 (also true, false, yes, no), not "maybe"'],
    [{ LOG_LEVEL: 'loud' }, 'LOG_LEVEL must be one of fatal, error, warn, info, debug, trace, silent, not "loud"'],
    [{ CLEANUP_CRON: 'hourly' }, 'CLEANUP_CRON must be a cron expression such as 0 * * * *, not "hourly"'],
    [
      { API_CORS_ORIGINS: 'https://app.example.com/' },
      'API_CORS_ORIGINS must be * or a list of origins such as https://app.example.com, not "https://app.example.com/"',
    ],
    [
      { API_ALLOWED_IPS: '10.0.0.0/33' },
      'API_ALLOWED_IPS must be a list of IP addresses and CIDR ranges such as 10.0.0.0/8, not "10.0.0.0/33"',
    ],
    [{ ORACLE_HOST: 'db' }, 'ORACLE_USER must be set when another ORACLE_* variable is'],
    [{ ORACLE_USER: 'app' }, 'ORACLE_PASSWORD must be set when another ORACLE_* variable is'],
    [
      { ORACLE_USER: 'a', ORACLE_PASSWORD: 'p' },
      'ORACLE_CONNECT_STRING must be set (or ORACLE_HOST and ORACLE_SERVICE)',
    ],
    [{ ORACLE_USER: 'a', ORACLE_PASSWORD: 'p', ORACLE_HOST: 'h' }, 'ORACLE_SERVICE must be set when ORACLE_HOST is'],
    [{ API_TOKENS: 'web:x:write' }, 'API_TOKENS must be given scopes out of submit, read, manage, admin'],
    [{ PROCEDURE_LIMITS: 'A.*=0' }, 'PROCEDURE_LIMITS must be a list such as PKG_ETL.*=2, not "A.*=0"'],
    [{ INSTANCE_NAME: '../x' }, 'INSTANCE_NAME must be text of the form ^[A-Za-z0-9._-]{1,64}$, not "../x"'],
  ])('%j: %s', (variables, message) => {
    expect(messageOf(variables as Record<string, string>)).toBe(message);
  });

  it('never shows a secret', () => {
    expect(messageOf({ API_TOKEN: 'not a token' })).not.toContain('not a token');
    expect(messageOf({ API_TOKENS: 'web:my secret' })).not.toContain('my secret');
  });
});
