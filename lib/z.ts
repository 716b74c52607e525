import { config } from "zod/mini";

export type { core, infer, input, output } from "zod/mini";
/**
 * Zod in its form that leaves out of the page what nobody uses (docs/decisions/013), name by name, because a namespace
 * that is passed on is taken whole. Whatever the browser shares takes it from here; schemas of either form work together.
 */
export {
  _default,
  array,
  boolean,
  config,
  discriminatedUnion,
  enum,
  extend,
  int,
  iso,
  literal,
  maximum,
  maxLength,
  minimum,
  minLength,
  nonnegative,
  nullable,
  nullish,
  object,
  omit,
  optional,
  parse,
  pick,
  pipe,
  positive,
  record,
  refine,
  regex,
  safeParse,
  string,
  transform,
  union,
  unknown,
} from "zod/mini";

// Zod tries out eval to see whether it may compile its schemas; the Content-Security-Policy forbids and reports it.
if (typeof window !== "undefined") config({ jitless: true });
