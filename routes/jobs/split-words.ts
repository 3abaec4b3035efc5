/** The words of a comma-separated query value that its schema has checked already. */
export function splitWords<T extends string = string>(list: string | undefined): T[] {
  return list === undefined ? [] : ([...new Set(list.split(','))] as T[]);
}
