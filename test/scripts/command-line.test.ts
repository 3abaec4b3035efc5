import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { hasEnded, type RunningService, startRunningService, TOKEN } from '../helpers/running-service.ts';

const ROOT = join(import.meta.dirname, '../..');

let service: RunningService;
beforeAll(async () => {
  service = await startRunningService();
});
afterAll(() => service?.stop());

async function run(program: string, args: string[], { url = service.url, stdin = '' } = {}) {
  const interpreter = program.endsWith('.py') ? 'python3' : process.execPath;
  const child = spawn(interpreter, [join(ROOT, program), ...args], {
    cwd: ROOT,
    env: { PATH: process.env['PATH'] ?? '', ORACLE_JOBS_URL: url, API_TOKEN: TOKEN },
  });
  child.stdin.end(stdin);
  const [[code], stdout, stderr] = await Promise.all([once(child, 'exit'), text(child.stdout), text(child.stderr)]);
  return { code, stdout, stderr };
}

const cli = (...args: string[]) => run('scripts/oracle-jobs.js', args);

describe('oracle-jobs', () => {
  it('submits, and waits for the result', async () => {
    const { code, stdout, stderr } = await cli(
      'submit',
      'PROC_TEST',
      '--in',
      'p_input=Hola',
      '--out',
      'p_output:STRING',
      '--wait',
    );
    expect(code).toBe(0);
    expect(JSON.parse(stdout)).toEqual({ p_output: 'Procesado: Hola' });
    expect(stderr).toContain('completed');
  });

  it('ends with 3 when the job fails', async () => {
    const { code, stdout } = await cli('submit', 'PROC_TEST_ERROR', '--in', 'p_should_fail=1', '--wait');
    expect(code).toBe(3);
    expect(stdout).toContain('Error intencional de prueba');
  });

  it('takes the call from standard input, and prints JSON', async () => {
    const stdin = JSON.stringify({
      name: 'PROC_TEST_DML',
      params: [
        { name: 'p_table_name', value: 'T' },
        { name: 'p_rows_created', direction: 'OUT' },
      ],
    });
    const submitted = await run('scripts/oracle-jobs.js', ['submit', '--body', '-', '--json'], { stdin });
    const { job_id: id } = JSON.parse(submitted.stdout);
    const watched = await cli('watch', id, '--json');
    expect(JSON.parse(watched.stdout)).toMatchObject({ id, status: 'completed', result: { p_rows_created: 100 } });
    expect((await cli('logs', id)).stdout).toContain('Tabla T: 100 filas creadas');
    expect((await cli('list', '--status', 'completed')).stdout).toContain(id);
    const again = await cli('retry', id);
    expect(again.stdout.trim()).toMatch(/^[0-9a-f]{32}$/);
    expect((await cli('delete', id)).stdout).toContain('Job eliminado correctamente');
    expect((await cli('watch', id)).code).toBe(1);
  });

  it('cancels', async () => {
    const { stdout } = await cli('submit', 'PROC_TEST_DEMORA', '--in', 'segundos=60');
    const id = stdout.trim();
    expect((await cli('cancel', id)).code).toBe(0);
    expect((await cli('watch', id)).code).toBe(3);
  });

  it('keeps the digits of a long number', async () => {
    await service.execute(
      'CREATE OR REPLACE PROCEDURE P_TEXT(n IN NUMBER, s OUT VARCHAR2) AS BEGIN s := TO_CHAR(n); END;',
    );
    const { stdout } = await cli(
      'submit',
      'P_TEXT',
      '--in',
      'n=12345678901234567890123456789012345678',
      '--out',
      's',
      '--wait',
    );
    expect(JSON.parse(stdout)).toEqual({ s: '12345678901234567890123456789012345678' });
  });

  it('tells wrong usage from a refusal and from no answer', async () => {
    expect((await cli('submit', '--in', 'x')).code).toBe(2);
    expect((await cli('watch')).code).toBe(2);
    expect((await cli('nothing')).code).toBe(2);
    expect((await cli('delete')).code).toBe(2);
    expect((await cli('list', '--token', 'wrong')).code).toBe(1);
    expect((await run('scripts/oracle-jobs.js', ['list'], { url: 'http://127.0.0.1:1' })).code).toBe(4);
  });

  it('helps', async () => {
    expect((await cli('--help')).stdout).toContain('Exit codes');
    expect((await cli('help')).stdout).toBe((await cli('--help')).stdout);
    expect((await cli('help', 'submit')).stdout).toBe((await cli('submit', '--help')).stdout);
    expect((await cli('help', 'nothing')).code).toBe(2);
    expect((await cli('--version')).stdout).toMatch(/^\d+\.\d+\.\d+\n$/);
  });

  it('says what is wrong as JSON where JSON was asked for', async () => {
    const wrongToken = await cli('list', '--json', '--token', 'wrong');
    expect(JSON.parse(wrongToken.stderr)).toMatchObject({ code: 'UNAUTHORIZED' });
    const wrongUrl = await cli('list', '--json', '--url', 'nonsense');
    expect(wrongUrl.code).toBe(2);
    expect(JSON.parse(wrongUrl.stderr).error).toContain('"nonsense"');
    const { stderr } = await cli('list', '--json', '--url', 'http://127.0.0.1:9');
    expect(JSON.parse(stderr).error).toContain('cannot be reached');
  });

  it('shows a job, and lists what was asked for', async () => {
    const id = await service.submit({ name: 'PROC_TEST', params: [{ name: 'p_input', value: 'ver' }] });
    await service.untilJob(id, hasEnded);
    expect(JSON.parse((await cli('show', id, '--url', `${service.url}/`)).stdout)).toMatchObject({
      id,
      params: { p_input: 'ver' },
    });
    const list = JSON.parse((await cli('list', '--json', '--limit', '1', '--include', 'params')).stdout);
    expect(list.jobs).toHaveLength(1);
    expect(list.jobs[0].params).toBeDefined();
    const next = JSON.parse((await cli('list', '--json', '--limit', '1', '--cursor', list.next_cursor)).stdout);
    expect(next.jobs[0].id).not.toBe(list.jobs[0].id);
    expect((await cli('list', '--limit', '1')).stdout).toMatch(/\n\d+ jobs in all/);
  });
});

describe('the scripts of the guides', () => {
  it.each(['async', 'jobs'])('test_api.js %s', async (suite) => {
    const { code, stdout } = await run('scripts/test_api.js', [suite]);
    expect(stdout).toMatch(/\n5 correctos, 0 fallidos\n$/);
    expect(code).toBe(0);
  });

  it.each(['jobs', 'jobs:active', 'jobs:completed', 'jobs:failed'])('view_status.js %s', async (view) => {
    const { code, stdout } = await run('scripts/view_status.js', [view]);
    expect(code).toBe(0);
    expect(stdout).toMatch(/ESTADO +PROCEDIMIENTO +PROGRESO|No hay jobs\./);
    if (view === 'jobs:failed') expect(stdout).toContain('Error intencional de prueba');
  });

  it('view_status.js --watch goes on while the service is away, and ends with its reader', async () => {
    const child = spawn(process.execPath, [join(ROOT, 'scripts/view_status.js'), 'jobs', '--watch'], {
      env: { PATH: process.env['PATH'] ?? '', ORACLE_JOBS_URL: 'http://127.0.0.1:9', API_TOKEN: TOKEN },
    });
    await once(child.stderr, 'data');
    await once(child.stderr, 'data');
    expect(child.exitCode).toBeNull();
    child.kill();
    await once(child, 'exit');

    const watching = spawn(process.execPath, [join(ROOT, 'scripts/view_status.js'), 'jobs', '--watch'], {
      env: { PATH: process.env['PATH'] ?? '', ORACLE_JOBS_URL: service.url, API_TOKEN: TOKEN },
    });
    await once(watching.stdout, 'data');
    watching.stdout.destroy();
    const [[code], stderr] = await Promise.all([once(watching, 'exit'), text(watching.stderr)]);
    expect([code, stderr]).toEqual([0, '']);
  });

  it('test_persistencia.js: a job is there after a restart', async () => {
    const { code, stdout } = await run('scripts/test_persistencia.js', [], { url: '' });
    expect(stdout).toMatch(/3\. ✅ El job [0-9a-f]{32} sigue existiendo/);
    expect(code).toBe(0);
  }, 180_000);

  it.each(['test_api.js', 'view_status.js', 'test_persistencia.js'])(
    '%s --help says how it is used',
    async (script) => {
      const { code, stdout } = await run(`scripts/${script}`, ['--help']);
      expect([code, stdout]).toEqual([0, expect.stringContaining(`Uso: node scripts/${script}`)]);
      expect((await run(`scripts/${script}`, ['nothing'])).code).toBe(2);
    },
  );
});

describe('the examples', () => {
  it.each([
    ['javascript/simple.js', '✅ Completado'],
    ['javascript/parallel.js', '🎉 Todos los procesos finalizaron'],
    ['javascript/adaptive-polling.js', '[completed] 100%'],
    ['javascript/retries.js', '✅ Éxito en el intento 3'],
    ['javascript/client-timeout.js', 'Estado final: cancelled'],
    ['javascript/notifications.js', '[success] Completado'],
    ['python/report.py', '✅ Reporte generado'],
  ])('%s', async (file, wanted) => {
    const { code, stdout, stderr } = await run(`examples/${file}`, []);
    expect(stdout + stderr).toContain(wanted);
    expect(code).toBe(0);
  });
});
