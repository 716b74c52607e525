import { config } from "zod/mini";

export type { core, infer, input, output } from "zod/mini";
/**
 * Re-exports zod/mini name by name (docs/decisions/013), so that the bundler can leave out what is not used; it keeps a
 * namespace that is passed on completely. Code shared with the browser imports zod from here. Schemas of zod and
 * zod/mini work together.
 */
export {
  _default,
  array,
  boolean,
  catch,
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

// Zod tries eval to see whether it can compile its schemas, which the Content-Security-Policy forbids and reports.
if (typeof window !== "undefined") config({ jitless: true });
