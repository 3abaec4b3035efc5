/**
 * How a statement ended: `undefined` is normally. EXIT, CONTINUE and GOTO name their target by identity; a RETURN's value is in the frame.
 */
export type Completion = undefined | Jump;

export type Jump =
  | { readonly kind: 'exit' | 'continue'; readonly loop: LoopTarget }
  | { readonly kind: 'goto'; readonly label: LabelTarget }
  | { readonly kind: 'return' };

/** Identity of a loop while its body is compiled. */
export type LoopTarget = { readonly label: string | undefined };
/** Identity of a label. */
export type LabelTarget = { readonly name: string; isUsed: boolean };

export const RETURN: Completion = { kind: 'return' };
