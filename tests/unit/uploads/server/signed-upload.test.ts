import { generateSignedURL } from "@uploadthing/shared";
import * as Micro from "effect/Micro";
import * as Redacted from "effect/Redacted";
import { expect, test } from "vitest";
import { isSigned, readSignedUpload, signPayload } from "../../../../lib/uploads/server/signed-upload.ts";
import { INGEST_BASE, toReachableUrl } from "../../../../lib/uploads/upload-urls.ts";

const SECRET = "sk_test";
const KEY = "abcDEF123";
const address = (secret = SECRET) =>
  Micro.runPromise(
    generateSignedURL(`${INGEST_BASE}/${KEY}`, Redacted.make(secret), {
      ttlInSeconds: 60,
      data: { "x-ut-file-name": "ü &?#.png", "x-ut-file-size": 7, "x-ut-custom-id": "f1" },
    }),
  ).then((url) => new URL(url));

test("an address that uploadthing signed is taken, under whatever name the server is reached", async () => {
  const url = new URL(toReachableUrl((await address()).href, "https://chat.example.org"));
  expect(url.origin).toBe("https://chat.example.org");
  expect(readSignedUpload(INGEST_BASE, KEY, url.search, SECRET)).toMatchObject({ key: KEY, size: 7, fileId: "f1" });
});

test.each([
  ["another secret", "sk_other", (search: string) => search],
  ["another size", SECRET, (search: string) => search.replace("file-size=7", "file-size=8")],
  ["another file", SECRET, (search: string) => search.replace("custom-id=f1", "custom-id=f2")],
  ["a later end", SECRET, (search: string) => search.replace(/expires=\d+/, "expires=99999999999999")],
  ["something added", SECRET, (search: string) => `${search}&x-ut-file-size=9`],
  ["something before", SECRET, (search: string) => search.replace("?", "?x-ut-file-size=9&")],
  ["no signature", SECRET, (search: string) => search.replace(/&signature=.*/, "")],
  ["an empty signature", SECRET, (search: string) => search.replace(/signature=.*/, "signature=")],
  ["half a signature", SECRET, (search: string) => search.slice(0, -10)],
  ["a signature that is no text", SECRET, (search: string) => search.replace(/signature=.*/, "signature=%")],
  ["nothing at all", SECRET, () => ""],
])("an address with %s is not", async (_, secret, change) => {
  const { search } = await address(secret);
  expect(readSignedUpload(INGEST_BASE, KEY, change(search), SECRET)).toBeNull();
});

test("another key under a signature is not taken", async () => {
  expect(readSignedUpload(INGEST_BASE, "otherKey", (await address()).search, SECRET)).toBeNull();
});

test("a signature holds for its words only", () => {
  const signature = signPayload("{}", SECRET);
  expect(isSigned("{}", signature, SECRET)).toBe(true);
  expect(isSigned("{ }", signature, SECRET)).toBe(false);
  expect(isSigned("{}", "", SECRET)).toBe(false);
});
