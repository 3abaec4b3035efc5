import type { NativeSubprogram } from '../../packages/native-package.ts';
import type { Parameter, Subprogram } from '../../syntax/ast/plsql.ts';
import type { DataType } from '../../types/data-type.ts';
import type { CodeOwner, Frame, FrameLayout } from '../runtime/frame.ts';
import type { Steps } from '../runtime/steps.ts';
import type { Code, Step } from './code.ts';
import { isAssignable } from './conversion.ts';

export type FormalParameter = {
  name: string;
  mode: 'IN' | 'OUT' | 'IN OUT';
  noCopy: boolean;
  type: DataType;
  isNotNull: boolean;
  hasDefault: boolean;
  /** Runs in the frame of the scope that declares the subprogram. */
  default: Code | undefined;
  /** The declaration; parameters of equal overloads are compared and described by it. */
  syntax: Parameter | undefined;
};

export type RoutineLink = {
  /** False where `prepare` must run first: the package has no instance yet, or something was replaced. */
  isReady(): boolean;
  prepare(): Steps<void>;
  /** The implementation, the frame around its own and the frame that defaults are evaluated in. */
  target(): { routine: Routine; parent: Frame | undefined; defaults: Frame };
};

/** A procedure or function as compiled. Its parameters have the slots 0, 1, … of its layout. */
export class Routine {
  readonly name: string;
  readonly kind: 'procedure' | 'function';
  readonly syntax: Subprogram;
  readonly parameters: FormalParameter[];
  readonly returns: DataType | undefined;
  readonly layout: FrameLayout;
  readonly owner: CodeOwner;
  /** Undefined until the body is compiled, and for ever in a package specification. */
  body: Step | undefined = undefined;
  hasBody = false;
  isAutonomous = false;
  /** From the frame around its own to the one that defaults are evaluated in. */
  defaultsHops = 0;
  /** Set where other units call it: through it they find the implementation of the day. */
  link: RoutineLink | undefined = undefined;
  /** Of an implementation in a package body: the declaration in the specification, through which SQL in the body calls it, too. */
  declared: Routine | undefined = undefined;
  /** Set for a supplied package. `overload` is 1-based; `specification` is the frame for defaults. */
  native: { run: NativeSubprogram; overload: number; specification: () => Frame } | undefined = undefined;
  /** Private to its package or block: SQL cannot call it (PLS-00231). */
  isPublic = false;

  constructor(facts: {
    name: string;
    syntax: Subprogram;
    parameters: FormalParameter[];
    returns: DataType | undefined;
    layout: FrameLayout;
    owner: CodeOwner;
  }) {
    this.name = facts.name;
    this.kind = facts.syntax.kind;
    this.syntax = facts.syntax;
    this.parameters = facts.parameters;
    this.returns = facts.returns;
    this.layout = facts.layout;
    this.owner = facts.owner;
  }
  /** A method whose first parameter is SELF. */
  get hasSelf(): boolean {
    const role = this.syntax.method?.role;
    return role !== undefined && role !== 'STATIC';
  }
  /** Its result is SELF: it returns without an expression. */
  get isConstructor(): boolean {
    return this.syntax.method?.role === 'CONSTRUCTOR';
  }
  /** A NOT INSTANTIABLE method, which only subtypes implement. */
  get isAbstract(): boolean {
    return this.syntax.method?.isInstantiable === false;
  }
  /** Its rows are piped, for SQL only. */
  get isPipelined(): boolean {
    return this.syntax.pipelined;
  }
  /** The same header with a frame in another unit: the implementation of a specification's subprogram. */
  movedTo(layout: FrameLayout, owner: CodeOwner): Routine {
    const { name, syntax, parameters, returns } = this;
    const moved = new Routine({ name, syntax, parameters, returns, layout, owner });
    moved.defaultsHops = 1;
    moved.declared = this;
    return moved;
  }
}

/** True where two headers declare the same subprogram; `from`: the first parameter that counts. */
export function isSameSignature(left: Routine, right: Routine, from = 0): boolean {
  return (
    left.kind === right.kind &&
    left.parameters.length === right.parameters.length &&
    left.parameters.every((parameter, i) => i < from || isSameParameter(parameter, right.parameters[i])) &&
    isSameResult(left.returns, right.returns)
  );
}
function isSameParameter(left: FormalParameter, right: FormalParameter | undefined): boolean {
  return (
    right !== undefined && left.name === right.name && left.mode === right.mode && isSameType(left.type, right.type)
  );
}
function isSameResult(left: DataType | undefined, right: DataType | undefined): boolean {
  return left === undefined || right === undefined ? left === right : isSameType(left, right);
}
function isSameType(left: DataType, right: DataType): boolean {
  // Both ways: an object type and its supertype are two types.
  return left.kind === right.kind && isAssignable(left, right) && isAssignable(right, left);
}
