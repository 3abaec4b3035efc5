import type { Query } from './query.ts';

/**
 * Expressions and conditions, one grammar for SQL and PL/SQL. Every node has `pos`, the 0-based offset of its first token in the source text.
 */

/** One part of a name. `name` is folded to upper case unless it was quoted. */
export type Identifier = { name: string; quoted: boolean; pos: number };

/** `a`, `a.b`, `a.b.c` and `@dblink` (kept to be refused). */
export type QualifiedName = {
  parts: Identifier[];
  pos: number;
  databaseLink?: string | undefined;
  /** The name as it was written, of three parts and more in SQL: a path into JSON (`t.doc.Key[0].Name`), whose letters matter. */
  written?: string | undefined;
};

/** A data type as written. Resolved against the catalog by whoever needs it. */
export type TypeSpec =
  | {
      kind: 'named';
      pos: number;
      /** `VARCHAR2`, `TIMESTAMP WITH TIME ZONE`, `INTERVAL DAY TO SECOND`, `DOUBLE PRECISION`, `SYS_REFCURSOR`, `MY_PKG.T_LIST`: built-in ones as one part. */
      name: QualifiedName;
      /** `(10)`, `(10, 2)`, `(*, 2)`: '*' as undefined. For INTERVAL: leading, then fractional precision. */
      arguments: (number | undefined)[];
      /** `VARCHAR2(10 CHAR)`. */
      lengthUnit?: 'BYTE' | 'CHAR' | undefined;
    }
  | { kind: 'percentType'; pos: number; name: QualifiedName }
  | { kind: 'percentRowtype'; pos: number; name: QualifiedName }
  /** `REF type` and object type references: refused by the resolver. */
  | { kind: 'ref'; pos: number; name: QualifiedName };

export type Expression =
  | { kind: 'null'; pos: number }
  /** Text literal, `q'[…]'`, `N'…'`. May be '' here; it is NULL. */
  | { kind: 'string'; pos: number; value: string; national: boolean }
  /** As written: `1`, `.5`, `1e10`, `2f`, `2d` (suffix kept in `suffix`). */
  | { kind: 'number'; pos: number; text: string; suffix?: 'F' | 'D' | undefined }
  /** `DATE '…'`, `TIMESTAMP '…'`. */
  | { kind: 'datetimeLiteral'; pos: number; type: 'DATE' | 'TIMESTAMP'; value: string }
  /** `INTERVAL '1-2' YEAR TO MONTH`; `from`/`to` are the fields, precisions where written. */
  | {
      kind: 'intervalLiteral';
      pos: number;
      value: string;
      from: IntervalField;
      fromPrecision?: number | undefined;
      to?: IntervalField | undefined;
      secondPrecision?: number | undefined;
    }
  | { kind: 'boolean'; pos: number; value: boolean }
  /** A name with no argument list: column, variable, constant, function without arguments, sequence.NEXTVAL, pseudo-column (ROWNUM, ROWID, LEVEL, SYSDATE, USER). */
  | { kind: 'name'; pos: number; name: QualifiedName; outerJoin?: boolean | undefined }
  /** `:name`, `:1`, `:"Name"`; in triggers `:NEW.col` is a `field` access on this. `index` counts the distinct placeholders of the statement by Oracle's rule (oracle-net.md 5.1). */
  | { kind: 'bind'; pos: number; name: string; index: number; indicator?: string | undefined }
  /**
   * `name(args)`: a function or method call, a collection element, or a type constructor; only resolution can tell. `callee` is an
   * expression so that `a(1).b(2)` and `pkg.f(x)(3)` parse.
   */
  | {
      kind: 'call';
      pos: number;
      callee: Expression;
      arguments: Argument[];
      /** `COUNT(DISTINCT x)`, `COUNT(ALL x)`. */
      quantifier?: 'DISTINCT' | 'ALL' | undefined;
      /** `COUNT(*)`. */
      star?: boolean | undefined;
      /** `LISTAGG(…) WITHIN GROUP (ORDER BY …)`. */
      withinGroup?: OrderItem[] | undefined;
      /** `MAX(x) KEEP (DENSE_RANK FIRST ORDER BY …)`. */
      keep?: { rank: 'FIRST' | 'LAST'; orderBy: OrderItem[] } | undefined;
      over?: WindowSpec | undefined;
      nulls?: 'IGNORE' | 'RESPECT' | undefined;
      /** `FROM FIRST | LAST` of NTH_VALUE. */
      fromLast?: boolean | undefined;
      outerJoin?: boolean | undefined;
      /** Argument tails with a grammar of their own: `LISTAGG(x, ',' ON OVERFLOW …)`, JSON_OBJECT(… NULL ON NULL), `JSON_VALUE(… RETURNING NUMBER NULL ON ERROR)`. */
      json?: JsonOptions | undefined;
    }
  /** `expr.name`, where `expr` is no plain name: `f(x).field`, `tab(i).col`, `:NEW.col`. */
  | { kind: 'field'; pos: number; object: Expression; field: Identifier }
  /** Cursor attributes: `c%FOUND`, `SQL%ROWCOUNT`, `SQL%BULK_ROWCOUNT(i)`, `pkg.c%ISOPEN`, `SQL%BULK_EXCEPTIONS.COUNT` (a `field` on it). */
  | {
      kind: 'cursorAttribute';
      pos: number;
      cursor: Expression;
      attribute: 'FOUND' | 'NOTFOUND' | 'ROWCOUNT' | 'ISOPEN' | 'BULK_ROWCOUNT' | 'BULK_EXCEPTIONS';
    }
  | { kind: 'unary'; pos: number; operator: '+' | '-' | 'PRIOR' | 'CONNECT_BY_ROOT'; operand: Expression }
  | { kind: 'binary'; pos: number; operator: ArithmeticOperator; left: Expression; right: Expression }
  | { kind: 'atTimeZone'; pos: number; operand: Expression; zone: Expression | 'LOCAL' }
  | {
      kind: 'case';
      pos: number;
      operand?: Expression | undefined;
      branches: { when: Expression; then: Expression }[];
      otherwise?: Expression | undefined;
    }
  | {
      kind: 'cast';
      pos: number;
      operand: Expression;
      type: TypeSpec;
      multiset?: boolean | undefined;
      /** `CAST(x AS DATE, 'YYYY-MM-DD', nls)`: format and NLS parameter. */
      format?: Expression[] | undefined;
      /** `DEFAULT x ON CONVERSION ERROR`. */
      fallback?: Expression | undefined;
      /** VALIDATE_CONVERSION: 1 or 0 in place of the value. */
      isValidation?: boolean | undefined;
    }
  | { kind: 'extract'; pos: number; field: string; operand: Expression }
  | {
      kind: 'trim';
      pos: number;
      side: 'LEADING' | 'TRAILING' | 'BOTH';
      characters?: Expression | undefined;
      operand: Expression;
    }
  /** `XMLTABLE` and the like that are recognised to be refused by name. */
  | { kind: 'unsupported'; pos: number; feature: string }
  /** `TREAT(expr AS type)`. */
  | { kind: 'treat'; pos: number; operand: Expression; type: TypeSpec }
  /** `(expr AS type).method(…)`: the method of a supertype, whatever the object's type has in its place. */
  | { kind: 'upcast'; pos: number; operand: Expression; type: TypeSpec }
  /** `expr IS [NOT] OF ([ONLY] type, …)` */
  | { kind: 'isOf'; pos: number; operand: Expression; types: { type: TypeSpec; isOnly: boolean }[]; negated: boolean }
  | { kind: 'subquery'; pos: number; query: Query }
  /** `CURSOR(SELECT …)`. */
  | { kind: 'cursorExpression'; pos: number; query: Query }
  /** `(a, b)` on the left of IN, `=` or in a SET list. One-element parentheses are no row. */
  | { kind: 'row'; pos: number; items: Expression[] }
  | { kind: 'new'; pos: number; type: QualifiedName; arguments: Argument[] }
  // Conditions. In PL/SQL they are BOOLEAN expressions.
  | {
      kind: 'comparison';
      pos: number;
      operator: ComparisonOperator;
      left: Expression;
      right: Expression;
      quantifier?: 'ANY' | 'ALL' | undefined;
    }
  | { kind: 'logical'; pos: number; operator: 'AND' | 'OR'; left: Expression; right: Expression }
  | { kind: 'not'; pos: number; operand: Expression }
  | { kind: 'isNull'; pos: number; operand: Expression; negated: boolean }
  /** `IS [NOT] TRUE/FALSE`, `IS [NOT] NAN/INFINITE`, `IS [NOT] JSON`, `IS [NOT] EMPTY`, `IS [NOT] A SET`, `IS DANGLING`. */
  | {
      kind: 'is';
      pos: number;
      operand: Expression;
      test: 'TRUE' | 'FALSE' | 'NAN' | 'INFINITE' | 'JSON' | 'EMPTY' | 'A SET' | 'DANGLING';
      negated: boolean;
    }
  | { kind: 'between'; pos: number; operand: Expression; low: Expression; high: Expression; negated: boolean }
  | { kind: 'inList'; pos: number; operand: Expression; items: Expression[]; negated: boolean }
  | { kind: 'inQuery'; pos: number; operand: Expression; query: Query; negated: boolean }
  | {
      kind: 'like';
      pos: number;
      operator: 'LIKE' | 'LIKEC' | 'LIKE2' | 'LIKE4';
      operand: Expression;
      pattern: Expression;
      escape?: Expression | undefined;
      negated: boolean;
    }
  | { kind: 'exists'; pos: number; query: Query }
  /** `x MEMBER OF coll`, `a SUBMULTISET OF b`. */
  | {
      kind: 'member';
      pos: number;
      operator: 'MEMBER' | 'SUBMULTISET';
      operand: Expression;
      collection: Expression;
      negated: boolean;
    }
  /** `a MULTISET UNION [ALL|DISTINCT] b`. */
  | {
      kind: 'multiset';
      pos: number;
      operator: 'UNION' | 'INTERSECT' | 'EXCEPT';
      distinct: boolean;
      left: Expression;
      right: Expression;
    };

export type IntervalField = 'YEAR' | 'MONTH' | 'DAY' | 'HOUR' | 'MINUTE' | 'SECOND';
/** `**` is PL/SQL only; `MOD` and `REM` are written as functions. */
export type ArithmeticOperator = '+' | '-' | '*' | '/' | '||' | '**';
/** `!=`, `^=`, `~=` are read as `<>`. */
export type ComparisonOperator = '=' | '<>' | '<' | '<=' | '>' | '>=';

/** `value` or `name => value`. In JSON_OBJECT: `key` is set for `KEY k VALUE v` and `k : v`. */
export type Argument = {
  name?: Identifier | undefined;
  value: Expression;
  key?: Expression | undefined;
  formatJson?: boolean | undefined;
  /** `JSON_OBJECT(*)`. */
  star?: boolean | undefined;
  /** `TO_NUMBER(x DEFAULT y ON CONVERSION ERROR)`. */
  fallback?: Expression | undefined;
};

export type OrderItem = {
  expression: Expression;
  descending: boolean;
  nulls?: 'FIRST' | 'LAST' | undefined;
};

export type WindowSpec = {
  /** A name of the WINDOW clause. */
  reference?: Identifier | undefined;
  partitionBy: Expression[];
  orderBy: OrderItem[];
  frame?: { unit: 'ROWS' | 'RANGE' | 'GROUPS'; start: FrameBound; end?: FrameBound | undefined } | undefined;
};
export type FrameBound =
  | { kind: 'unboundedPreceding' | 'unboundedFollowing' | 'currentRow' }
  | { kind: 'preceding' | 'following'; offset: Expression };

export type JsonOptions = {
  returning?: TypeSpec | undefined;
  returningJson?: boolean | undefined;
  onNull?: 'NULL' | 'ABSENT' | undefined;
  onError?: JsonHandler | undefined;
  onEmpty?: JsonHandler | undefined;
  wrapper?: 'WITH' | 'WITHOUT' | 'WITH CONDITIONAL' | undefined;
  strict?: boolean | undefined;
  pretty?: boolean | undefined;
  uniqueKeys?: boolean | undefined;
  orderBy?: OrderItem[] | undefined;
  /** `PASSING value AS "name"`. */
  passing?: { value: Expression; name: string }[] | undefined;
  /** LISTAGG … ON OVERFLOW TRUNCATE. */
  overflow?: { indicator: Expression | undefined; hasCount: boolean } | undefined;
};
export type JsonHandler =
  | 'NULL'
  | 'ERROR'
  | 'EMPTY'
  | 'EMPTY ARRAY'
  | 'EMPTY OBJECT'
  | 'TRUE'
  | 'FALSE'
  | { default: Expression };
