import { OracleError } from '../../types/oracle-error.ts';
import type { Step } from '../compile/code.ts';
import type { RoutineLink } from '../compile/routine.ts';
import type { Scope } from '../compile/scope.ts';
import type { UnitCompilation } from '../compile/unit-compilation.ts';
import { Frame, type FrameLayout } from '../runtime/frame.ts';
import { traced } from '../runtime/run-routine.ts';
import type { Steps } from '../runtime/steps.ts';
import type { PackageBodyUnit } from './package-body.ts';

/** The state of a package in the session. */
type Instance = { specification: Frame; body: Frame | undefined; bodyUnit: PackageBodyUnit | undefined };

/**
 * A package as its callers see it: the compiled specification, the body as of now, and the session's instance. The body is looked up
 * at each call from outside, so that it can be replaced without its callers being compiled again.
 */
export class PackageUnit {
  readonly name: string;
  readonly scope: Scope;
  readonly layout: FrameLayout;
  readonly compilation: UnitCompilation;
  readonly #initialization: Step;
  readonly #findBody: () => PackageBodyUnit | undefined;
  #instance: Instance | undefined;
  #isDiscarded = false;

  constructor(parts: {
    compilation: UnitCompilation;
    scope: Scope;
    initialization: Step;
    /** The compiled body of the day; throws ORA-04063 where it is invalid. Undefined where the package needs none or has none. */
    findBody: () => PackageBodyUnit | undefined;
  }) {
    this.compilation = parts.compilation;
    this.name = parts.compilation.name;
    this.scope = parts.scope;
    this.layout = parts.scope.layout;
    this.#initialization = parts.initialization;
    this.#findBody = parts.findBody;
  }

  isCurrent(): boolean {
    return this.compilation.isCurrent();
  }

  /** True where calls and references may go on at once. */
  get isReady(): boolean {
    const instance = this.#instance;
    return instance !== undefined && (instance.bodyUnit === undefined || instance.bodyUnit.isCurrent());
  }
  /** Forgets the session's state: the next reference starts anew. */
  reset(): void {
    this.#instance = undefined;
  }
  /** True where the session would lose values with the instance. */
  get hasState(): boolean {
    const instance = this.#instance;
    return instance !== undefined && (hasVariables(this.scope) || instance.bodyUnit?.hasVariables === true);
  }
  /** The package was replaced by someone else while the session had values in it: its next use says so, once. */
  discard(): void {
    this.#isDiscarded = true;
  }

  /** Gives the session its instance: the variables' first values, then the initialization part of the body. */
  *instantiate(): Steps<void> {
    if (this.isReady) return;
    const isDiscarded = this.#isDiscarded || this.hasState;
    this.#instance = undefined;
    this.#isDiscarded = false;
    if (isDiscarded) throw stateDiscarded(this.compilation.displayName);
    const bodyUnit = this.#findBody();
    const specification = new Frame(this.layout.size, undefined, this.compilation);
    const body =
      bodyUnit === undefined ? undefined : new Frame(bodyUnit.layout.size, specification, bodyUnit.compilation);
    const instance: Instance = { specification, body, bodyUnit };
    // In place before it is initialized: the initialization may call the package itself.
    this.#instance = instance;
    try {
      const { runtime } = this.compilation;
      yield* traced(runtime, specification, run(this.#initialization, specification));
      if (bodyUnit !== undefined && body !== undefined) {
        yield* traced(runtime, body, run(bodyUnit.initialization, body));
      }
    } catch (error) {
      this.#instance = undefined;
      throw error;
    }
  }

  /** The frame of a specification whose first values need no waiting: that of a supplied package. */
  readyFrame(): Frame {
    if (this.#instance === undefined) {
      const specification = new Frame(this.layout.size, undefined, this.compilation);
      if (!this.#initialization.isAsync) this.#initialization.execute(specification);
      this.#instance = { specification, body: undefined, bodyUnit: undefined };
    }
    return this.#instance.specification;
  }

  /** The frame of the specification's variables. `instantiate` must have run. */
  specificationFrame(): Frame {
    return this.#ready().specification;
  }
  /** The frame of one of the package's two layouts. */
  frameOf(layout: FrameLayout): Frame {
    const { specification, body } = this.#ready();
    return layout === this.layout || body === undefined ? specification : body;
  }
  #ready(): Instance {
    if (this.#instance === undefined) throw new Error(`package ${this.name} has no instance`);
    return this.#instance;
  }

  /** How other units call the subprogram number `index` of the specification. */
  linkOf(index: number): RoutineLink {
    return {
      isReady: () => this.isReady,
      prepare: () => this.instantiate(),
      target: () => {
        const { specification, body, bodyUnit } = this.#ready();
        const implementation = bodyUnit?.implementations[index];
        if (implementation === undefined) {
          const name = this.compilation.displayName;
          throw new OracleError(
            4067,
            `not executed, package body "${name}" does not exist\nORA-06508: PL/SQL: could not find program unit being called: "${name}"`,
          );
        }
        return { routine: implementation, parent: body, defaults: specification };
      },
    };
  }
}

function stateDiscarded(name: string | null): OracleError {
  return new OracleError(
    4068,
    [
      'existing state of packages has been discarded',
      `ORA-04061: existing state of package "${name}" has been invalidated`,
      `ORA-04065: not executed, altered or dropped package "${name}"`,
      `ORA-06508: PL/SQL: could not find program unit being called: "${name}"`,
    ].join('\n'),
  );
}

/** Variables, other than constants, and cursors. */
export function hasVariables(scope: Scope): boolean {
  return [...scope.symbols.values()].some(
    (symbol) => symbol.kind === 'cursor' || (symbol.kind === 'variable' && symbol.access === 'variable'),
  );
}

function* run(step: Step, frame: Frame): Steps<void> {
  if (step.isAsync) yield* step.execute(frame);
  else step.execute(frame);
}
