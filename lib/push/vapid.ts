import "server-only";
import { createECDH, createHmac, createPrivateKey, type KeyObject, sign } from "node:crypto";
import { CURVE } from "./encrypt.ts";

/** A push service refuses more than a day (RFC 8292, 2). */
const VALID_SECONDS = 12 * 3600;

export type VapidKeys = {
  /** What browsers subscribe with: the point in base64url. */
  publicKey: string;
  privateKey: KeyObject;
};

/**
 * Makes the keys by which push services know this installation. They follow from the key that signs sessions, so that all
 * processes with the same one have the same, and whoever replaces it after a leak has new ones, as they have new sessions.
 */
export function makeVapidKeys(authSecret: string): VapidKeys {
  const pair = createECDH(CURVE);
  const scalar = createHmac("sha256", authSecret).update("parley push").digest();
  // Of 2^32 numbers about one is none of this curve, and OpenSSL throws for it.
  pair.setPrivateKey(scalar);
  const point = pair.getPublicKey();
  const [x, y, d] = [point.subarray(1, 33), point.subarray(33), scalar].map((part) => part.toString("base64url"));
  return {
    publicKey: point.toString("base64url"),
    privateKey: createPrivateKey({ key: { kty: "EC", crv: "P-256", x, y, d }, format: "jwk" }),
  };
}

/** The Authorization header that shows a push service who sends, and whom it may ask about it (RFC 8292). */
export function vapidHeader(keys: VapidKeys, service: URL, contact: string, now = Date.now()): string {
  const claims = { aud: service.origin, exp: Math.floor(now / 1000) + VALID_SECONDS, sub: contact };
  const unsigned = [{ typ: "JWT", alg: "ES256" }, claims].map(encodeJson).join(".");
  const key = { key: keys.privateKey, dsaEncoding: "ieee-p1363" } as const;
  const signature = sign("sha256", Buffer.from(unsigned), key).toString("base64url");
  return `vapid t=${unsigned}.${signature}, k=${keys.publicKey}`;
}

const encodeJson = (value: object): string => Buffer.from(JSON.stringify(value)).toString("base64url");
