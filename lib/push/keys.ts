import "server-only";
import { getConfig } from "../config.ts";
import { singleton } from "../singleton.ts";
import { makeVapidKeys, type VapidKeys } from "./vapid.ts";

/** The keys of this installation. */
export function getVapidKeys(): VapidKeys {
  return singleton("push.keys", () => makeVapidKeys(getConfig().authSecret));
}
