import type { NativeStatements } from '../../packages/native-package.ts';
import type { DdlStatement, SessionControlStatement, TransactionControlStatement } from '../../syntax/ast/ddl.ts';
import { unimplemented } from '../../types/oracle-error.ts';
import { FrameLayout } from '../runtime/frame.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { drive } from '../runtime/steps.ts';
import { compileClientBlock, runCompiledBlock } from '../units/client-block.ts';
import { dynamicNames } from './dynamic-binds.ts';
import { executeDdl } from './dynamic-sql.ts';
import { Scope } from './scope.ts';
import { controlTransaction } from './sql-statements.ts';
import { UnitCompilation, type Viewpoint } from './unit-compilation.ts';

/** Dynamic statements of supplied packages (DBMS_SQL), seen with the eyes of the program that calls them. */
export function nativeStatements(runtime: Runtime): NativeStatements {
  return {
    names: (text, types) => {
      const compilation = new UnitCompilation({ runtime, text, kind: 'anonymous block', viewpoint: callerOf(runtime) });
      return dynamicNames(types, new Scope(compilation, undefined, new FrameLayout(undefined)));
    },
    run: async (parsed, types, values) => {
      const { statement, text } = parsed;
      switch (parsed.class) {
        case 'plsql': {
          const block = compileClientBlock(parsed, types, runtime, callerOf(runtime));
          return drive(runCompiledBlock(block, values, runtime), runtime.session.interrupt);
        }
        case 'ddl':
          runtime.transactionsEnded++;
          await executeDdl(statement as DdlStatement, text, runtime);
          return [];
        case 'transactionControl':
          await controlTransaction(statement as TransactionControlStatement, runtime);
          return [];
        case 'sessionControl':
          await runtime.executor.executeSessionControl(statement as SessionControlStatement, text);
          return [];
        default:
          throw unimplemented(`${statement.kind} in dynamic SQL`);
      }
    },
  };
}

function callerOf(runtime: Runtime): Viewpoint | undefined {
  const owner = runtime.frame?.owner;
  return owner instanceof UnitCompilation ? owner.viewpoint : undefined;
}
