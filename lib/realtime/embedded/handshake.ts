import type { IncomingMessage } from "node:http";
import { CLOSE_CODE } from "./codes.ts";

/** The parsed URL of a WebSocket request below `/app/`, before it is checked. */
export type Handshake = { key: string; extraPath: boolean; protocol: string | null; version: string | null };

export type HandshakeRefusal = { code: number; reason: string };

/** Reads `/app/:key?protocol=&client=&version=`; null when the path is not below `/app/`. Never throws. */
export function readHandshake(url: string | undefined): Handshake | null {
  if (!url?.startsWith("/app/")) return null;
  const [path = "", query = ""] = url.split("?", 2);
  const [key = "", ...rest] = path.slice("/app/".length).split("/");
  const parameters = new URLSearchParams(query);
  return {
    key,
    extraPath: rest.some((part) => part !== ""),
    protocol: parameters.get("protocol"),
    version: parameters.get("version"),
  };
}

/**
 * Returns the documented close code for a connection that cannot be made, or null. Protocols 5, 6 and 7 differ here
 * only in the `pusher:error` that `isLegacy` decides about.
 */
export function findRefusal(handshake: Handshake, appKey: string): HandshakeRefusal | null {
  const { key, extraPath, protocol, version } = handshake;
  if (extraPath) return { code: CLOSE_CODE.pathNotFound, reason: "Path not found" };
  if (key !== appKey) return { code: CLOSE_CODE.appUnknown, reason: "Application does not exist" };
  if (protocol === null) return { code: CLOSE_CODE.protocolMissing, reason: "No protocol version supplied" };
  if (!/^[567]$/.test(protocol))
    return { code: CLOSE_CODE.protocolUnsupported, reason: "Unsupported protocol version" };
  if (version !== null && !/^[\w.+-]{1,64}$/.test(version)) {
    return { code: CLOSE_CODE.versionMalformed, reason: "Invalid version string format" };
  }
  return null;
}

/** Below version 6 a `pusher:error` precedes every close ("Legacy protocols"). */
export function isLegacy(handshake: Handshake): boolean {
  return handshake.protocol !== null && Number(handshake.protocol) < 6;
}

/**
 * Accepts a request without Origin (a program) and an Origin whose host and port equal the Host header. It refuses the
 * Origin `null` and malformed ones.
 */
export function isSameHost(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  if (host === undefined || !/^https?:\/\/[^/?#@\\]+$/i.test(origin)) return false;
  return origin.slice(origin.indexOf("//") + 2).toLowerCase() === host.toLowerCase();
}

/** The address of the TCP peer, with IPv4 in its short form. It is empty when the connection has already ended. */
export function remoteAddress(req: IncomingMessage): string {
  return (req.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
}
