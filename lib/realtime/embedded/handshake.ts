import type { IncomingMessage } from "node:http";
import { CLOSE } from "./codes.ts";

/** What a request below `/app/` asks for, before anything is decided. */
export type Handshake = { key: string; extraPath: boolean; protocol: string | null; version: string | null };

export type Refused = { code: number; reason: string };

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
 * Why a connection cannot be made, by the documented codes, or null. Protocols 5, 6 and 7 differ in nothing a server
 * does here but for the `pusher:error` that `isLegacy` stands for.
 */
export function findRefusal(handshake: Handshake, appKey: string): Refused | null {
  const { key, extraPath, protocol, version } = handshake;
  if (extraPath) return { code: CLOSE.pathNotFound, reason: "Path not found" };
  if (key !== appKey) return { code: CLOSE.appUnknown, reason: "Application does not exist" };
  if (protocol === null) return { code: CLOSE.protocolMissing, reason: "No protocol version supplied" };
  if (!/^[567]$/.test(protocol)) return { code: CLOSE.protocolUnsupported, reason: "Unsupported protocol version" };
  if (version !== null && !/^[\w.+-]{1,64}$/.test(version)) {
    return { code: CLOSE.versionMalformed, reason: "Invalid version string format" };
  }
  return null;
}

/** Below version 6 a `pusher:error` precedes every close ("Legacy protocols"). */
export function isLegacy(handshake: Handshake): boolean {
  return handshake.protocol !== null && Number(handshake.protocol) < 6;
}

/** No Origin (a program), or one whose host and port are exactly those of the request. `null` and malformed are not. */
export function isSameHost(origin: string | undefined, host: string | undefined): boolean {
  if (origin === undefined) return true;
  if (host === undefined || !/^https?:\/\/[^/?#@\\]+$/i.test(origin)) return false;
  return origin.slice(origin.indexOf("//") + 2).toLowerCase() === host.toLowerCase();
}

/** The peer's own address, IPv4 in its short form. Empty when the connection is gone already. */
export function remoteAddress(req: IncomingMessage): string {
  return (req.socket.remoteAddress ?? "").replace(/^::ffff:/, "");
}
