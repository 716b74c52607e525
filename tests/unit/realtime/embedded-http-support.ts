import { createHash } from "node:crypto";
import { APP, type Running, sign } from "./embedded-support.ts";

export type Call = {
  method?: string;
  path: string;
  body?: unknown;
  rawBody?: string;
  query?: Record<string, string | undefined>;
  signature?: string;
  sentBody?: string;
};

/** Calls the HTTP API with a valid signature, except for what the call replaces. */
export async function call(running: Running, given: Call) {
  const body = given.rawBody ?? (given.body === undefined ? "" : JSON.stringify(given.body));
  const method = given.method ?? (body ? "POST" : "GET");
  const query: Record<string, string | undefined> = {
    auth_key: APP.key,
    auth_timestamp: String(Math.floor(Date.now() / 1_000)),
    auth_version: "1.0",
    body_md5: body ? createHash("md5").update(body).digest("hex") : undefined,
    ...given.query,
  };
  const pairs = Object.entries(query).filter((pair): pair is [string, string] => pair[1] !== undefined);
  const canonical = [...pairs]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([key, value]) => `${key.toLowerCase()}=${value}`);
  const signature = given.signature ?? sign(`${method}\n${given.path}\n${canonical.join("&")}`);
  const search = new URLSearchParams([...pairs, ["auth_signature", signature]]);
  const url = `http://127.0.0.1:${running.port}${given.path}?${search}`;
  const response = await fetch(url, { method, body: (given.sentBody ?? body) || undefined });
  return {
    status: response.status,
    body: (await response.json()) as Record<string, unknown>,
    headers: response.headers,
  };
}

export const EVENTS = "/apps/7/events";
export const hello = { name: "hello", data: '{"a":1}', channel: "room" };
