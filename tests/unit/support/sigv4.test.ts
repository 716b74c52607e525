// The stand-in store is only as good as its check of signatures, so the check is tested with the examples that Amazon
// publishes for S3 (Signature Version 4, "Authenticating Requests": in headers and in the query).
import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { isPayload, type Signed, verify } from "@/tests/support/sigv4.ts";

const keys = {
  accessKeyId: "AKIAIOSFODNN7EXAMPLE",
  secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  region: "us-east-1",
};
const NOW = new Date("2013-05-24T00:00:00Z");
const EMPTY = createHash("sha256").digest("hex");
const HOST = "examplebucket.s3.amazonaws.com";
const CREDENTIAL = `${keys.accessKeyId}/20130524/us-east-1/s3/aws4_request`;

function signed(
  method: string,
  target: string,
  names: string,
  signature: string,
  more: Signed["headers"] = {},
): Signed {
  const headers: Signed["headers"] = {
    host: HOST,
    "x-amz-content-sha256": EMPTY,
    "x-amz-date": "20130524T000000Z",
    ...more,
    authorization: `AWS4-HMAC-SHA256 Credential=${CREDENTIAL},SignedHeaders=${names},Signature=${signature}`,
  };
  return { method, target, headers };
}

const BASIC = "host;x-amz-content-sha256;x-amz-date";
const WELCOME = createHash("sha256").update("Welcome to Amazon S3.").digest("hex");
const get = signed(
  "GET",
  "/test.txt",
  "host;range;x-amz-content-sha256;x-amz-date",
  "f0e8bdb87c964420e857bd35b5d6ed310bd44f0170aba48dd91039c6036bdb41",
  { range: "bytes=0-9" },
);
const put = signed(
  "PUT",
  "/test%24file.text",
  "date;host;x-amz-content-sha256;x-amz-date;x-amz-storage-class",
  "98ad721746da40c64f1a55b78f14c238d841ea1380cd77a1b5971af0ece108bd",
  {
    date: "Fri, 24 May 2013 00:00:00 GMT",
    "x-amz-content-sha256": WELCOME,
    "x-amz-storage-class": "REDUCED_REDUNDANCY",
  },
);
const lifecycle = signed(
  "GET",
  "/?lifecycle",
  BASIC,
  "fea454ca298b7da1c68078a5d1bdbfbbe0d65c699e0f91ac7a200a0136783543",
);
const list = signed(
  "GET",
  "/?max-keys=2&prefix=J",
  BASIC,
  "34b48302e7b5fa45bde8084f4b7868a86f0a534bc59db6670ed5711ef69dc6f7",
);
const presigned: Signed = {
  method: "GET",
  target: `/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256&X-Amz-Credential=${encodeURIComponent(CREDENTIAL)}&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404`,
  headers: { host: HOST },
};

describe("Amazon's own examples are good", () => {
  test.each([
    ["GET Object, a range of it", get, EMPTY],
    ["PUT Object, with a sign in its name", put, WELCOME],
    ["GET Bucket Lifecycle, a query without a value", lifecycle, EMPTY],
    ["GET Bucket, a query of two", list, EMPTY],
    ["GET Object by a presigned address", presigned, "UNSIGNED-PAYLOAD"],
  ])("%s", (_, request, payloadHash) => {
    expect(verify(request, keys, NOW)).toEqual({ payloadHash });
  });
});

describe("and nothing else is", () => {
  const other = (change: Partial<Signed>, from = get): Signed => ({ ...from, ...change });
  const header = (name: string, value: string | undefined, from = get) =>
    other({ headers: { ...from.headers, [name]: value } }, from);
  const query = (from: string, to: string) => other({ target: presigned.target.replace(from, to) }, presigned);

  test.each<[string, Signed, string]>([
    ["another method", other({ method: "DELETE" }), "SignatureDoesNotMatch"],
    ["another object", other({ target: "/test2.txt" }), "SignatureDoesNotMatch"],
    ["a query that was added", other({ target: "/test.txt?acl" }), "SignatureDoesNotMatch"],
    ["another host", header("host", "other.s3.amazonaws.com"), "SignatureDoesNotMatch"],
    ["another range", header("range", "bytes=0-10"), "SignatureDoesNotMatch"],
    ["another hash of the body", header("x-amz-content-sha256", WELCOME), "SignatureDoesNotMatch"],
    ["no hash of the body", header("x-amz-content-sha256", undefined), "MissingSecurityHeader"],
    ["a header for the store that is not signed", header("x-amz-acl", "public-read"), "AccessDenied"],
    ["no signature", header("authorization", undefined), "AccessDenied"],
    ["a presigned address for PUT", other({ method: "PUT" }, presigned), "SignatureDoesNotMatch"],
    ["a presigned address of another object", query("/test.txt", "/test2.txt"), "SignatureDoesNotMatch"],
    ["a presigned address that lives longer", query("Expires=86400", "Expires=86401"), "SignatureDoesNotMatch"],
    [
      "a presigned address that lives for ever",
      query("Expires=86400", "Expires=864000"),
      "AuthorizationQueryParametersError",
    ],
    [
      "a presigned address with another answer's type",
      query("&X-Amz-Date", "&response-content-type=text%2Fhtml&X-Amz-Date"),
      "SignatureDoesNotMatch",
    ],
  ])("%s", (_, request, refusal) => {
    expect(verify(request, keys, NOW)).toEqual({ refusal });
  });

  test("another secret, key or region", () => {
    const by = (change: Partial<typeof keys>) =>
      [get, presigned].map((one) => verify(one, { ...keys, ...change }, NOW));
    expect(by({ secretAccessKey: `${keys.secretAccessKey}x` })).toEqual(
      Array(2).fill({ refusal: "SignatureDoesNotMatch" }),
    );
    expect(by({ accessKeyId: "AKIDEXAMPLE" })).toEqual(Array(2).fill({ refusal: "InvalidAccessKeyId" }));
    expect(by({ region: "eu-west-1" })).toEqual(Array(2).fill({ refusal: "AuthorizationHeaderMalformed" }));
  });

  test("what comes late, or too early", () => {
    const at = (request: Signed, seconds: number) => verify(request, keys, new Date(NOW.getTime() + seconds * 1000));
    expect(at(get, 899)).toEqual({ payloadHash: EMPTY });
    expect(at(get, 901)).toEqual({ refusal: "RequestTimeTooSkewed" });
    expect(at(get, -901)).toEqual({ refusal: "RequestTimeTooSkewed" });
    expect(at(presigned, 86_400)).toEqual({ payloadHash: "UNSIGNED-PAYLOAD" });
    expect(at(presigned, 86_401)).toEqual({ refusal: "AccessDenied" });
    expect(at(presigned, -901)).toEqual({ refusal: "AccessDenied" });
  });

  test("a body that is not what was signed", () => {
    expect(isPayload(Buffer.from("Welcome to Amazon S3."), WELCOME)).toBe(true);
    expect(isPayload(Buffer.from("Welcome to Amazon S4."), WELCOME)).toBe(false);
    expect(isPayload(Buffer.from("whatever"), "UNSIGNED-PAYLOAD")).toBe(true);
  });
});
