import type { ColumnDescription } from '../../sql/sql-engine.ts';
import { hasLongTrailer, wireTypeOf } from '../data-types/wire-type.ts';

/** Whether rows with these columns are read rightly by a client that knows the other description. */
export function isSameShape(known: ColumnDescription[], current: ColumnDescription[]): boolean {
  return (
    known.length === current.length &&
    known.every((column, index) => {
      const other = current[index];
      if (other === undefined || column.name !== other.name) return false;
      const [left, right] = [wireTypeOf(column), wireTypeOf(other)];
      return (
        left.number === right.number &&
        left.form === right.form &&
        (left.maxSize === 0) === (right.maxSize === 0) &&
        hasLongTrailer(left) === hasLongTrailer(right)
      );
    })
  );
}
