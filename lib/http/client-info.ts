import "server-only";
import type { ClientInfo } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import { getRuntime } from "../runtime.ts";
import type { RequestHeaders } from "./api-request.ts";
import { forwardedAddress } from "./forwarded.ts";

/**
 * Returns the client's address and browser. The address is one that no client can choose: server.ts has judged it and
 * leaves exactly one in the header; in a function nobody has, and the header is what the host's proxies have made of it.
 */
export function getClientInfo(headers: RequestHeaders): ClientInfo {
  const proxies = getRuntime().isLongLived ? 1 : getConfig().trustProxy;
  return {
    address: forwardedAddress(headers.get("x-forwarded-for"), proxies) ?? "unknown",
    userAgent: headers.get("user-agent") ?? "",
  };
}
