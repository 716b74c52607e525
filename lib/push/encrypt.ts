import "server-only";
import { createCipheriv, createECDH, type ECDH, hkdfSync, randomBytes } from "node:crypto";

export const CURVE = "prime256v1";
/** Of one record, which holds the whole of a payload (RFC 8188, 2). */
const RECORD_BYTES = 4096;
/** Ends the last record (RFC 8188, 2). */
const LAST_RECORD = 2;

/** The public key of a browser's subscription, and the secret that it shares with us. */
export type PushKeys = { p256dh: Buffer; auth: Buffer };

/** Makes the key and the salt that only one message has. */
function freshSecrets(): { sender: ECDH; salt: Buffer } {
  const sender = createECDH(CURVE);
  sender.generateKeys();
  return { sender, salt: randomBytes(16) };
}

/** Encrypts a payload of at most 3 KB for one browser, so that the push service cannot read it (RFC 8291, aes128gcm of RFC 8188). */
export function encryptPush(payload: Buffer, keys: PushKeys, { sender, salt } = freshSecrets()): Buffer {
  const own = sender.getPublicKey();
  const info = Buffer.concat([Buffer.from("WebPush: info\0"), keys.p256dh, own]);
  const secret = hkdf(sender.computeSecret(keys.p256dh), keys.auth, info, 32);
  const key = hkdf(secret, salt, Buffer.from("Content-Encoding: aes128gcm\0"), 16);
  const nonce = hkdf(secret, salt, Buffer.from("Content-Encoding: nonce\0"), 12);
  const cipher = createCipheriv("aes-128-gcm", key, nonce);
  const sealed = [cipher.update(payload), cipher.update(Buffer.from([LAST_RECORD])), cipher.final()];
  const head = Buffer.alloc(5);
  head.writeUInt32BE(RECORD_BYTES);
  head.writeUInt8(own.length, 4);
  return Buffer.concat([salt, head, own, ...sealed, cipher.getAuthTag()]);
}

function hkdf(secret: Buffer, salt: Buffer, info: Buffer, length: number): Buffer {
  return Buffer.from(hkdfSync("sha256", secret, salt, info, length));
}
