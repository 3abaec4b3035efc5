import type { TransactionControlStatement } from './ddl.ts';
import type { Argument, Expression, Identifier, QualifiedName, TypeSpec } from './expression.ts';
import type { DmlStatement, IntoClause, Query } from './query.ts';

/** PL/SQL blocks, declarations, statements and program units. */

export type Block = {
  kind: 'block';
  pos: number;
  end: number;
  label?: Identifier | undefined;
  declarations: Declaration[];
  statements: Statement[];
  handlers: ExceptionHandler[];
  autonomous: boolean;
};

export type ExceptionHandler = {
  pos: number /** Empty for OTHERS. */;
  exceptions: QualifiedName[];
  statements: Statement[];
};

export type Declaration =
  | {
      kind: 'variable';
      pos: number;
      name: Identifier;
      type: TypeSpec;
      constant: boolean;
      notNull: boolean;
      default?: Expression | undefined;
    }
  | { kind: 'exception'; pos: number; name: Identifier }
  | { kind: 'exceptionInit'; pos: number; exception: Identifier; code: number }
  /** Other pragmas: SERIALLY_REUSABLE, INLINE, RESTRICT_REFERENCES, DEPRECATE …. AUTONOMOUS_TRANSACTION is a flag of the block. */
  | { kind: 'pragma'; pos: number; name: string }
  | TypeDeclaration
  | {
      kind: 'subtype';
      pos: number;
      name: Identifier;
      base: TypeSpec;
      low?: Expression | undefined;
      high?: Expression | undefined;
      notNull: boolean;
    }
  /** `CURSOR c(…) IS query` and, without query, a cursor declaration in a package spec with RETURN. */
  | {
      kind: 'cursor';
      pos: number;
      name: Identifier;
      parameters: Parameter[];
      returns?: TypeSpec | undefined;
      query?: Query | undefined;
    }
  | { kind: 'subprogram'; pos: number; subprogram: Subprogram };

export type TypeDeclaration = {
  kind: 'type';
  pos: number;
  name: Identifier;
  definition:
    | {
        kind: 'record';
        fields: { name: Identifier; type: TypeSpec; notNull: boolean; default?: Expression | undefined }[];
      }
    | { kind: 'associativeArray'; element: TypeSpec; elementNotNull: boolean; indexBy: TypeSpec }
    | { kind: 'nestedTable'; element: TypeSpec; elementNotNull: boolean }
    | { kind: 'varray'; element: TypeSpec; elementNotNull: boolean; limit: number }
    | { kind: 'refCursor'; returns?: TypeSpec | undefined }
    | ObjectDefinition;
};

/** `CREATE TYPE … AS OBJECT` and `… UNDER supertype`. */
export type ObjectDefinition = {
  kind: 'object';
  supertype?: QualifiedName | undefined;
  attributes: { name: Identifier; type: TypeSpec }[];
  /** Without bodies. */
  methods: Subprogram[];
  isFinal: boolean;
  isInstantiable: boolean;
};

export type TypeBody = { kind: 'typeBody'; pos: number; end: number; name: QualifiedName; methods: Subprogram[] };

/** What makes a subprogram a method of an object type. Its first parameter is SELF, written or not; STATIC ones have none. */
export type MethodFacts = {
  role: 'MEMBER' | 'STATIC' | 'CONSTRUCTOR' | 'MAP' | 'ORDER';
  isOverriding: boolean;
  isFinal: boolean;
  isInstantiable: boolean;
};

export type Parameter = {
  pos: number;
  name: Identifier;
  mode: 'IN' | 'OUT' | 'IN OUT';
  noCopy: boolean;
  type: TypeSpec;
  default?: Expression | undefined;
};

/** A procedure or function: standalone, in a package, or nested. */
export type Subprogram = {
  kind: 'procedure' | 'function';
  pos: number;
  end: number;
  name: Identifier;
  parameters: Parameter[];
  returns?: TypeSpec | undefined;
  /** Undefined in a specification or forward declaration. */
  body?: Block | undefined;
  /** DETERMINISTIC, RESULT_CACHE, PARALLEL_ENABLE have no meaning here. */
  pipelined: boolean;
  authid?: 'DEFINER' | 'CURRENT_USER' | undefined;
  /** LANGUAGE C/JAVA, AGGREGATE USING. */
  external?: string | undefined;
  method?: MethodFacts | undefined;
};

export type PackageSpec = {
  kind: 'packageSpec';
  pos: number;
  end: number;
  name: QualifiedName;
  authid?: 'DEFINER' | 'CURRENT_USER' | undefined;
  declarations: Declaration[];
};
/** `initialization` is the part between BEGIN and END of the body itself. */
export type PackageBody = {
  kind: 'packageBody';
  pos: number;
  end: number;
  name: QualifiedName;
  declarations: Declaration[];
  initialization?: Block | undefined;
};

export type TriggerBody = {
  kind: 'trigger';
  pos: number;
  end: number;
  name: QualifiedName;
  timing: 'BEFORE' | 'AFTER' | 'INSTEAD OF' | 'COMPOUND';
  events: { event: 'INSERT' | 'UPDATE' | 'DELETE'; columns: Identifier[] }[];
  /** DDL and database events: refused. */
  systemEvent?: string | undefined;
  table: QualifiedName;
  oldName: string;
  newName: string;
  forEachRow: boolean;
  when?: Expression | undefined;
  follows: QualifiedName[];
  disabled: boolean;
  block?: Block | undefined;
  /** Of a COMPOUND trigger. */
  compound?:
    | {
        declarations: Declaration[];
        sections: {
          timing: 'BEFORE STATEMENT' | 'BEFORE EACH ROW' | 'AFTER EACH ROW' | 'AFTER STATEMENT';
          block: Block;
        }[];
      }
    | undefined;
};

export type Statement =
  | Block
  | { kind: 'null'; pos: number; label?: Identifier | undefined }
  | { kind: 'assignment'; pos: number; target: Expression; value: Expression }
  /** A procedure call: `p;`, `pkg.p(a, b => c);`, a collection method `t.DELETE(1);`, `:b := …` is an assignment. `callee` without argument list has `arguments: []`. */
  | { kind: 'callStatement'; pos: number; callee: Expression; arguments: Argument[] }
  | {
      kind: 'if';
      pos: number;
      branches: { condition: Expression; statements: Statement[] }[];
      otherwise?: Statement[] | undefined;
    }
  | {
      kind: 'caseStatement';
      pos: number;
      operand?: Expression | undefined;
      branches: { when: Expression; statements: Statement[] }[];
      otherwise?: Statement[] | undefined;
    }
  | { kind: 'loop'; pos: number; label?: Identifier | undefined; statements: Statement[] }
  | { kind: 'while'; pos: number; label?: Identifier | undefined; condition: Expression; statements: Statement[] }
  | {
      kind: 'forRange';
      pos: number;
      label?: Identifier | undefined;
      index: Identifier;
      reverse: boolean;
      low: Expression;
      high: Expression;
      statements: Statement[];
    }
  | {
      kind: 'forCursor';
      pos: number;
      label?: Identifier | undefined;
      index: Identifier;
      /** A query in parentheses, or a cursor's name with arguments. */
      source: { kind: 'query'; query: Query } | { kind: 'cursor'; cursor: QualifiedName; arguments: Argument[] };
      statements: Statement[];
    }
  | { kind: 'exit'; pos: number; label?: Identifier | undefined; when?: Expression | undefined }
  | { kind: 'continue'; pos: number; label?: Identifier | undefined; when?: Expression | undefined }
  | { kind: 'goto'; pos: number; label: Identifier }
  /** `<<name>>` in front of a statement that is no loop or block. */
  | { kind: 'label'; pos: number; name: Identifier }
  | { kind: 'return'; pos: number; value?: Expression | undefined }
  | { kind: 'raise'; pos: number; exception?: QualifiedName | undefined }
  | { kind: 'select'; pos: number; query: Query }
  | { kind: 'dml'; pos: number; statement: DmlStatement }
  | {
      kind: 'forall';
      pos: number;
      index: Identifier;
      bounds:
        | { kind: 'range'; low: Expression; high: Expression }
        | { kind: 'indicesOf'; collection: Expression; low?: Expression | undefined; high?: Expression | undefined }
        | { kind: 'valuesOf'; collection: Expression };
      saveExceptions: boolean;
      statement: DmlStatement | Extract<Statement, { kind: 'executeImmediate' }>;
    }
  | { kind: 'transaction'; pos: number; statement: TransactionControlStatement }
  | { kind: 'open'; pos: number; cursor: Expression; arguments: Argument[] }
  | {
      kind: 'openFor';
      pos: number;
      cursor: Expression;
      query?: Query | undefined;
      dynamic?: Expression | undefined;
      using: UsingArgument[];
    }
  | { kind: 'fetch'; pos: number; cursor: Expression; into: IntoClause; limit?: Expression | undefined }
  | { kind: 'close'; pos: number; cursor: Expression }
  | {
      kind: 'executeImmediate';
      pos: number;
      text: Expression;
      into?: IntoClause | undefined;
      using: UsingArgument[];
      returning?: IntoClause | undefined;
    }
  | { kind: 'pipeRow'; pos: number; value: Expression };

export type UsingArgument = { mode: 'IN' | 'OUT' | 'IN OUT'; value: Expression };
