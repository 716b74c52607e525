import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import type { PlainReply } from "../api-reply.ts";
import type { ApiRequest } from "../api-request.ts";
import { RouteTree } from "./route-tree.ts";

/** A function of a route's module, made by lib/http/route. What only Next can call has no `answer`. */
type Handler = {
  (...args: unknown[]): unknown;
  answer?(request: ApiRequest, context: { params: Promise<unknown> }): Promise<PlainReply | Response>;
};

/** What Next makes of a route's file, as far as it is used here. */
type RouteModule = {
  ensureUserland(): Promise<void>;
  readonly userland: Record<string, unknown>;
  /** For a method that the module does not have it is the one that Next has for it: HEAD by GET, OPTIONS, or 405. */
  resolveHandler(method: string): Handler;
};

export type DirectHandler = (
  request: ApiRequest,
  context: { params: Promise<unknown> },
) => Promise<PlainReply | Response>;

export type DirectRoute = {
  /** The headers that next.config.ts sets on each reply of this route, which win over the route's own. */
  headers: readonly (readonly [name: string, value: string])[];
  /** What the reply depends on besides its own `Vary`: the headers by which Next's pages ask for parts of a page. */
  vary: string;
  /** Returns the function that Next would call for the method, or null when only Next can call it. */
  handlerOf(method: string): Promise<DirectHandler | null>;
};

type Manifest = {
  headers: { regex: string; headers: { key: string; value: string }[]; has?: unknown; missing?: unknown }[];
  rsc: { varyHeader: string };
  redirects: { regex: string; internal?: boolean }[];
  rewrites: { beforeFiles: unknown[] };
};

const ROUTE = /^app\/api\/.*\/route\.js$/;

/**
 * Makes the table of all API routes from what `next build` has made of them in `buildFolder`. The modules are the very
 * ones that Next loads, so what they keep in memory exists once.
 */
export function readRoutes(buildFolder: string): RouteTree<DirectRoute> {
  const folder = path.resolve(buildFolder);
  const read = (file: string) => JSON.parse(readFileSync(path.join(folder, file), "utf8"));
  const manifest: Manifest = read("routes-manifest.json");
  const files: Record<string, string> = read("server/app-paths-manifest.json");
  const addresses: Record<string, string> = read("app-path-routes-manifest.json");
  const require = createRequire(path.join(folder, "server", "app.js"));
  const tree = new RouteTree<DirectRoute>();
  for (const [page, file] of Object.entries(files)) {
    if (!ROUTE.test(file)) continue;
    const address = addresses[page] ?? "";
    const module = once(async () => {
      const { routeModule } = require(path.join(folder, "server", file)) as { routeModule: RouteModule };
      await routeModule.ensureUserland();
      return routeModule;
    });
    tree.add(address, {
      headers: headersOf(address, manifest),
      vary: manifest.rsc.varyHeader,
      handlerOf: async (method) => directHandler(await module(), method),
    });
  }
  return tree;
}

function directHandler(module: RouteModule, method: string): DirectHandler | null {
  const handler = module.resolveHandler(method);
  if (handler.answer) return handler.answer;
  const own = Object.values(module.userland).filter((one): one is Handler => typeof one === "function");
  // Next answers itself for a method that the module does not have.
  if (own.includes(handler) || own.some(({ answer }) => !answer)) return null;
  return async () => handler() as Response;
}

/** The headers of next.config.ts for a route's address. Throws for what depends on more than that. */
function headersOf(address: string, { headers, redirects, rewrites }: Manifest): [string, string][] {
  const sample = address
    .split("/")
    .map((segment) => (segment.startsWith("[") ? "x" : segment))
    .join("/");
  const concerns = ({ regex }: { regex: string }) => new RegExp(regex).test(sample);
  const own = headers.filter(concerns);
  if (own.some(({ has, missing }) => has || missing) || redirects.some(concerns) || rewrites.beforeFiles.length > 0)
    throw new Error(`next.config.ts treats ${address} in a way that only Next can follow.`);
  return [...new Map(own.flatMap((one) => one.headers.map(({ key, value }) => [key, value] as const)))].map(
    ([key, value]) => [key, value],
  );
}

/** What has failed is tried again at the next call. */
function once<T>(make: () => Promise<T>): () => Promise<T> {
  let made: Promise<T> | undefined;
  return () => {
    made ??= make().catch((error) => {
      made = undefined;
      throw error;
    });
    return made;
  };
}
