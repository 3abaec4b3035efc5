import { OracleError } from '../../types/oracle-error.ts';
import { CompileError } from '../compile/compile-errors.ts';
import { compileCondition } from '../compile/conditions.ts';
import { Scope } from '../compile/scope.ts';
import { UnitCompilation, type Viewpoint } from '../compile/unit-compilation.ts';
import { Frame, FrameLayout } from '../runtime/frame.ts';
import type { Runtime } from '../runtime/runtime.ts';
import { selectText } from './conditional-compilation.ts';
import { parseSource } from './parse-source.ts';

/** The text of a unit that conditional compilation leaves. Conditions that are no constants, and `$ERROR`, are noted in the compilation. */
export function selectSource(source: string, compilation: UnitCompilation): string {
  const selected = selectText(source, (condition, pos) => holds(condition, pos, compilation));
  for (const { pos, message } of selected.errors) compilation.errors.add(pos, `PLS-00179: $ERROR: ${message}`);
  return selected.text;
}

const BLOCK_WITH_DIRECTIVES =
  /^(?:\s|--[^\n]*\n|\/\*[\s\S]*?\*\/|<<[^>]*>>)*(?:BEGIN|DECLARE)\b[\s\S]*\$(?:IF|ERROR)\b/i;

/** The same for an anonymous block; every other statement is left as it is. Throws ORA-06550. */
export function selectBlock(text: string, runtime: Runtime, viewpoint?: Viewpoint | undefined): string {
  if (!BLOCK_WITH_DIRECTIVES.test(text)) return text;
  const compilation = new UnitCompilation({ runtime, text, kind: 'anonymous block', viewpoint });
  const selected = selectSource(text, compilation);
  if (!compilation.errors.isEmpty) throw compilation.errors.toOracleError();
  return selected;
}

/** The value of a `$IF` condition. A condition that is no constant is noted as PLS-00174 and does not hold. */
function holds(condition: string, pos: number, compilation: UnitCompilation): boolean {
  const { unit } = parseSource(`FUNCTION c RETURN BOOLEAN IS BEGIN RETURN ${condition}; END;`);
  const statement = unit?.kind === 'function' ? unit.body?.statements[0] : undefined;
  const scope = new Scope(compilation, undefined, new FrameLayout(undefined));
  try {
    const value = statement?.kind === 'return' ? statement.value : undefined;
    const code = value === undefined ? undefined : compileCondition(value, scope);
    if (code !== undefined && !code.isAsync) return code.evaluate(new Frame(0, undefined, compilation)) === true;
  } catch (error) {
    if (!(error instanceof CompileError) && !(error instanceof OracleError)) throw error;
  }
  compilation.errors.add(pos, 'PLS-00174: a static boolean expression must be used');
  return false;
}
