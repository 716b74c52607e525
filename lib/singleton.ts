/**
 * Returns the one value called `name` in this process, which `make` creates at the first call.
 *
 * Next instantiates a module more than once (pages, route handlers and instrumentation each have a copy), so values
 * that must exist once (the database connections, the session cache, rate limits) are kept in one registry on
 * `globalThis`.
 */
export function singleton<T>(name: string, make: () => T): T {
  const holder = globalThis as { [REGISTRY]?: Map<string, unknown> };
  holder[REGISTRY] ??= new Map();
  const registry = holder[REGISTRY];
  if (!registry.has(name)) registry.set(name, make());
  return registry.get(name) as T;
}

const REGISTRY = Symbol.for("parley.once");
