import { expect, it } from 'vitest';
import { joinCall, splitCall } from '../../../src/jobs/operations/load-claimed-job.ts';

it('stores a call in two parts and puts it together again, with absent values and null told apart', () => {
  const call = {
    name: 'PKG.PROC',
    schema: 'VENTAS',
    isFunction: true,
    params: [
      { name: 'a', value: null },
      { name: 'b', direction: 'OUT', type: 'NUMBER' },
      { name: '__proto__', value: 'x' },
      { name: 'c', value: '12345678901234567890' },
    ],
  };
  const { callSpec, params } = splitCall(call);
  expect(params).toBe('{"a":null,"__proto__":"x","c":"12345678901234567890"}');
  expect(callSpec).not.toContain('12345678901234567890');
  expect(joinCall(callSpec, params)).toEqual(call);
  expect(joinCall('{"name":"P","params":[{"name":"n"}]}', '{"n":12345678901234567890}').params).toEqual([
    { name: 'n', value: '12345678901234567890' },
  ]);
});
