/**
 * Returns the one value called `name` in this process, made by `make` when first asked for.
 *
 * Next instantiates a module more than once (pages, route handlers and instrumentation each had a copy), so whatever
 * must exist once (the doors to the database, session cache, rate limits) hangs on one registry on `globalThis`.
 */
export function singleton<T>(name: string, make: () => T): T {
  const holder = globalThis as { [REGISTRY]?: Map<string, unknown> };
  holder[REGISTRY] ??= new Map();
  const registry = holder[REGISTRY];
  if (!registry.has(name)) registry.set(name, make());
  return registry.get(name) as T;
}

const REGISTRY = Symbol.for("parley.once");
