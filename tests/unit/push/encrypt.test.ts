import { createECDH, createPublicKey, verify } from "node:crypto";
import { expect, test } from "vitest";
import { encryptPush } from "@/lib/push/encrypt.ts";
import { makeVapidKeys, vapidHeader } from "@/lib/push/vapid.ts";

const bytes = (text: string) => Buffer.from(text, "base64url");

test("a payload is encrypted as in the example of RFC 8291", () => {
  const sender = createECDH("prime256v1");
  sender.setPrivateKey(bytes("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw"));
  const keys = {
    p256dh: bytes("BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4"),
    auth: bytes("BTBZMqHH6r4Tts7J_aSIgg"),
  };
  const sealed = encryptPush(Buffer.from("When I grow up, I want to be a watermelon"), keys, {
    sender,
    salt: bytes("DGv6ra1nlYgDCS1FRnbzlw"),
  });
  expect(sealed.toString("base64url")).toBe(
    "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN",
  );
});

test("two notifications with the same words look different", () => {
  const browser = createECDH("prime256v1");
  browser.generateKeys();
  const keys = { p256dh: browser.getPublicKey(), auth: Buffer.alloc(16) };
  const [one, two] = [0, 1].map(() => encryptPush(Buffer.from("Hello"), keys).toString("hex"));
  expect(one).not.toBe(two);
});

test("processes with the same secret have the same keys, and a new secret means new keys", () => {
  const keys = makeVapidKeys("the secret of this installation");
  expect(makeVapidKeys("the secret of this installation").publicKey).toBe(keys.publicKey);
  expect(makeVapidKeys("another secret").publicKey).not.toBe(keys.publicKey);
  expect(bytes(keys.publicKey)).toHaveLength(65);
});

test("a push service can check who sends, for itself alone and for half a day", () => {
  const keys = makeVapidKeys("the secret of this installation");
  const header = vapidHeader(keys, new URL("https://push.example.org/send/abc"), "mailto:ada@example.org", 1_000_000);
  const [, head = "", claims = "", signature = "", key = ""] =
    /^vapid t=([\w-]+)\.([\w-]+)\.([\w-]+), k=([\w-]+)$/.exec(header) ?? [];
  expect(key).toBe(keys.publicKey);
  expect(JSON.parse(bytes(head).toString())).toEqual({ typ: "JWT", alg: "ES256" });
  expect(JSON.parse(bytes(claims).toString())).toEqual({
    aud: "https://push.example.org",
    exp: 1000 + 12 * 3600,
    sub: "mailto:ada@example.org",
  });
  const point = bytes(key);
  const [x, y] = [point.subarray(1, 33), point.subarray(33)].map((part) => part.toString("base64url"));
  const publicKey = createPublicKey({ key: { kty: "EC", crv: "P-256", x, y }, format: "jwk" });
  const signed = Buffer.from(`${head}.${claims}`);
  expect(verify("sha256", signed, { key: publicKey, dsaEncoding: "ieee-p1363" }, bytes(signature))).toBe(true);
});
