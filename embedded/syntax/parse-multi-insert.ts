import type { MultiInsertStatement } from './ast/query.ts';
import { parseInsertColumns, parseTarget, parseValues } from './parse-dml.ts';
import { parseCondition } from './parse-expression.ts';
import { parseQuery } from './parse-query.ts';
import type { TokenStream } from './token-stream.ts';

type Into = MultiInsertStatement['otherwise'][number];

/** `INSERT { ALL { into… | { WHEN condition THEN into… }… [ELSE into…] } | FIRST … } subquery`, from ALL or FIRST on. */
export function parseMultiInsert(stream: TokenStream, pos: number): MultiInsertStatement {
  const first = stream.next().text === 'FIRST';
  const statement: MultiInsertStatement = {
    kind: 'multiInsert',
    pos,
    end: pos,
    mode: first ? 'FIRST' : 'ALL',
    branches: [],
    otherwise: [],
    query: { kind: 'query', pos, end: pos, with: [], body: NO_BODY, orderBy: [] },
  };
  if (stream.at('INTO')) {
    statement.mode = 'UNCONDITIONAL';
    statement.branches.push({ intos: parseIntos(stream) });
  } else {
    if (!stream.at('WHEN')) throw stream.fault(925);
    while (stream.accept('WHEN')) {
      const when = parseCondition(stream);
      stream.expect('THEN');
      statement.branches.push({ when, intos: parseIntos(stream) });
    }
    if (stream.accept('ELSE')) statement.otherwise = parseIntos(stream);
  }
  statement.query = parseQuery(stream);
  statement.end = stream.previousEnd;
  return statement;
}

const NO_BODY: MultiInsertStatement['query']['body'] = {
  kind: 'select',
  pos: 0,
  distinct: false,
  items: [],
  from: [],
  groupBy: [],
  windows: [],
};

/** `INTO target [( column, … )] [VALUES ( … )]`, one or more. */
function parseIntos(stream: TokenStream): Into[] {
  if (!stream.at('INTO')) throw stream.fault(925);
  const intos: Into[] = [];
  while (stream.accept('INTO')) {
    const into: Into = { target: parseTarget(stream), columns: [] };
    if (stream.atSymbol('(') && stream.peek(1).text !== 'SELECT') into.columns = parseInsertColumns(stream);
    if (stream.accept('VALUES')) into.values = parseValues(stream);
    intos.push(into);
  }
  return intos;
}
