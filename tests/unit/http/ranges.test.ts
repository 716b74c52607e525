import { describe, expect, test } from "vitest";
import { contentDisposition, parseRange, wholeSize } from "../../../lib/http/ranges.ts";

describe("a Range header of 100 bytes", () => {
  test.each([
    ["bytes=0-9", { start: 0, end: 9 }],
    ["bytes=90-", { start: 90, end: 99 }],
    ["bytes=-10", { start: 90, end: 99 }],
    ["bytes=-1000", { start: 0, end: 99 }],
    ["bytes=50-1000", { start: 50, end: 99 }],
    ["bytes=100-", "unsatisfiable"],
    ["bytes=-0", "unsatisfiable"],
    ["bytes=9-0", null],
    ["bytes=0-1,5-6", null],
    ["bytes=-", null],
    ["bytes=a-b", null],
    ["items=0-1", null],
    ["bytes=1e3-", null],
    [null, null],
  ])("%s is %o", (header, range) => {
    expect(parseRange(header, 100)).toEqual(range);
  });
});

describe("a file's name in a header", () => {
  test.each([
    ["plan.pdf", `attachment; filename="plan.pdf"; filename*=UTF-8''plan.pdf`],
    ['a"b\\c.txt', `attachment; filename="a_b_c.txt"; filename*=UTF-8''a%22b%5Cc.txt`],
    [
      "a\r\nSet-Cookie: x=1.txt",
      `attachment; filename="a__Set-Cookie: x=1.txt"; filename*=UTF-8''a%0D%0ASet-Cookie%3A%20x%3D1.txt`,
    ],
    [
      "été; 日本.txt",
      `attachment; filename="e_te_; __.txt"; filename*=UTF-8''%C3%A9t%C3%A9%3B%20%E6%97%A5%E6%9C%AC.txt`,
    ],
    [
      "../../etc/passwd.txt",
      `attachment; filename=".._.._etc_passwd.txt"; filename*=UTF-8''..%2F..%2Fetc%2Fpasswd.txt`,
    ],
    ["it's (1)*.txt", `attachment; filename="it's (1)*.txt"; filename*=UTF-8''it%27s%20%281%29%2a.txt`],
  ])("%s cannot end it", (name, header) => {
    expect(contentDisposition(name, false)).toBe(header);
  });
});

describe("the size of the whole file", () => {
  test.each([
    ["bytes 0-9/100", 100],
    ["bytes 0-9/*", null],
    [undefined, null],
  ])("by Content-Range %s", (range, size) => {
    expect(wholeSize(new Headers(range === undefined ? {} : { "content-range": range }))).toBe(size);
  });
});
