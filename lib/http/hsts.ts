import { getConfig } from "../config.ts";

export const HSTS_HEADER = "Strict-Transport-Security";
const ONE_YEAR = "max-age=31536000";

/** The value of HSTS_HEADER, which is on every reply where people use https; null where they do not. */
export function hsts(): string | null {
  return getConfig().appUrl?.protocol === "https:" ? ONE_YEAR : null;
}

/** Sets HSTS_HEADER on a reply of ours, and returns the reply. */
export function withHsts<R extends Response>(response: R): R {
  const value = hsts();
  if (value) response.headers.set(HSTS_HEADER, value);
  return response;
}
