/** PostgreSQL passes 100 arguments at most (FUNC_MAX_ARGS). */
const MAX_ARGUMENTS = 99;

/** A call of `concat` and the like, whose last arguments are any number of texts: as an array where they are many. */
export function variadicCall(name: string, texts: readonly string[], first: readonly string[] = []): string {
  const rest = texts.length > MAX_ARGUMENTS ? [`VARIADIC ARRAY[${texts.join(', ')}]::text[]`] : texts;
  return `${name}(${[...first, ...rest].join(', ')})`;
}
