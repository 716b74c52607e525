import "server-only";
import * as http from "node:http";
import * as https from "node:https";
import { getRuntime } from "../runtime.ts";
import { singleton } from "../singleton.ts";
import { isTestOrigin, requirePublicUrl } from "./require-public-url.ts";
import { publicLookup } from "./resolve-public.ts";

export type OutsideRequest = {
  method: "GET" | "POST";
  headers: Record<string, string>;
  body?: Buffer;
  /** For all of it, from the name to the end of the reply. */
  timeoutMs: number;
  /** Of the reply's body no more is read. */
  bytesMax: number;
};

export type OutsideReply = { status: number; headers: http.IncomingHttpHeaders; body: Buffer };

/** Connections that are kept to one server after a request, and the time for which they are. */
const CONNECTIONS_KEPT = 8;
const IDLE_MS = 4000;
/** Connections to all servers together, in use and kept: whoever gives an address decides how many servers there are. */
const CONNECTIONS_MAX = 256;

/** Makes what holds the connections to other people's servers. A function that was frozen would find dead ones, so it keeps none. */
export function connections(): https.Agent {
  const kept = { keepAlive: true, timeout: IDLE_MS, maxFreeSockets: CONNECTIONS_KEPT };
  return new https.Agent({ ...(getRuntime().isLongLived && kept), maxTotalSockets: CONNECTIONS_MAX });
}

const agent = () => singleton("outside.agent", connections);

/**
 * Makes a request to a server of somebody else, whose address a person has given. It goes to public addresses by https only, and to
 * the very address that was checked; it follows no redirect and sends no cookie. Throws OutsideRefusal, or what the connection
 * throws.
 */
export function requestOutside(url: URL, wanted: OutsideRequest): Promise<OutsideReply> {
  requirePublicUrl(url);
  const { method, headers, body, timeoutMs, bytesMax } = wanted;
  const common = { method, headers, signal: AbortSignal.timeout(timeoutMs) };
  return new Promise((resolve, reject) => {
    const request = isTestOrigin(url)
      ? http.request(url, common)
      : https.request(url, { ...common, agent: agent(), lookup: publicLookup() });
    request.once("error", reject);
    request.once("response", (reply) => {
      const { statusCode: status = 0, headers } = reply;
      readBody(reply, bytesMax).then((body) => resolve({ status, headers, body }), reject);
    });
    request.end(body);
  });
}

async function readBody(reply: http.IncomingMessage, bytesMax: number): Promise<Buffer> {
  const parts: Buffer[] = [];
  let length = 0;
  for await (const part of reply as AsyncIterable<Buffer>) {
    parts.push(part);
    length += part.length;
    // Leaving the loop closes the connection.
    if (length >= bytesMax) break;
  }
  return Buffer.concat(parts).subarray(0, bytesMax);
}
