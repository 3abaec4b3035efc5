#!/usr/bin/env node
// npm run test:faults: the fault tests with more repetitions (FAULT_ROUNDS, 10). FAULT_SEED repeats a run.
process.env.FAULT_ROUNDS ||= '10';
process.argv.push('test/faults', '--testTimeout=600000');
await import('./test.js');
