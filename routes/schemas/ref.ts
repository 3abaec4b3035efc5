import { type Static, type TOptional, type TSchema, type TUnsafe, Type } from '@sinclair/typebox';

/** A reference to a schema that plugins/schemas.ts registers; unlike `Type.Ref` of a name it keeps the static type. */
export function ref<T extends TSchema>(schema: T): TUnsafe<Static<T>> {
  if (schema.$id === undefined) throw new Error('a referenced schema needs an $id');
  return Type.Unsafe<Static<T>>(Type.Ref(schema.$id));
}

/** For a string that is stored or looked up as it is. */
export const NO_CONTROL_CHARACTERS = {
  pattern: '^[^\\u0000-\\u001f\\u007f]*$',
  'x-expected': 'un texto sin caracteres de control',
};

/** For the fields of the Go service, whose clients write what they leave out as null. */
export function optionalOrNull<T extends TSchema>(schema: T): TOptional<TUnsafe<Static<T> | null>> {
  return Type.Optional(Type.Unsafe<Static<T> | null>({ ...schema, type: [schema['type'], 'null'] }));
}

/** A string out of a closed set (TypeBox's own union of literals becomes an `anyOf` that generated clients read badly). */
export function stringEnum<const T extends readonly string[]>(values: T, options: { description?: string } = {}) {
  return Type.Unsafe<T[number]>({ type: 'string', enum: [...values], ...options });
}
