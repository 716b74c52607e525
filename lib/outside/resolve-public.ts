import "server-only";
import { Resolver } from "node:dns/promises";
import type { LookupFunction } from "node:net";
import { isPublicAddress } from "./public-address.ts";
import { OutsideRefusal } from "./refusal.ts";

const TIMEOUT_MS = 2000;
const TRIES = 2;

type Resolve = (host: string) => Promise<string[]>;

/**
 * Asks the name servers. Node's usual look-up is not used, because it occupies one of four threads that files and images need,
 * for as long as a hostile name server likes.
 */
async function askNameServers(host: string): Promise<string[]> {
  const resolver = new Resolver({ timeout: TIMEOUT_MS, tries: TRIES });
  const answers = await Promise.allSettled([resolver.resolve4(host), resolver.resolve6(host)]);
  return answers.flatMap((answer) => (answer.status === "fulfilled" ? answer.value : []));
}

/** Resolves a host to its addresses. Throws OutsideRefusal when any of them is not public, and ENOTFOUND, which may pass, when it has none. */
export async function resolvePublic(host: string, resolve: Resolve = askNameServers): Promise<string[]> {
  const addresses = await resolve(host);
  if (addresses.length === 0) throw Object.assign(new Error(`${host} cannot be found`), { code: "ENOTFOUND" });
  if (!addresses.every(isPublicAddress)) throw new OutsideRefusal("Its host is not on the public internet.");
  return addresses;
}

/**
 * A look-up for Node's connections: what it returns is what the connection goes to, so that the address that was checked
 * is the one that is used.
 */
export function publicLookup(resolve?: Resolve): LookupFunction {
  return (host, { all }, callback) => {
    resolvePublic(host, resolve).then(
      (addresses) => {
        const found = addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));
        if (all) callback(null, found);
        else callback(null, found[0]?.address ?? "", found[0]?.family);
      },
      (error) => callback(error, []),
    );
  };
}
