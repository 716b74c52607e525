import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { safeNextPath, withQuery } from "../../../components/auth/next-path.ts";

describe("where ada lands after logging in", () => {
  test.each(["/rooms/abc", "/search?q=tea", "/rooms/abc?at=5#m5"])("%s, which she asked for", (path) => {
    expect(safeNextPath(path)).toBe(path);
  });

  test.each([
    undefined,
    "",
    "https://evil.example/",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "/\t/evil.example",
    "\\\\evil.example",
    "javascript:alert(1)",
    " //evil.example",
    "/rooms/..//evil.example",
    "/.//evil.example",
  ])("at her chats, not at %j of mallory", (path) => {
    expect(safeNextPath(path)).toBe("/");
  });

  test.each(["/login", "/login?next=/login", "/register", "/api/chat/rooms"])(
    "at her chats, not in a loop at %s",
    (p) => {
      expect(safeNextPath(p)).toBe("/");
    },
  );

  test("never on another site, whatever mallory writes", () => {
    const nasty = fc.array(
      fc.constantFrom("/", "/", "..", "\\", "\t", "\n", "@", ":", ".", "evil", "http", "%2f", "?", "#", "\0"),
    );
    fc.assert(
      fc.property(nasty, (parts) => {
        const landed = new URL(safeNextPath(`/${parts.join("")}`), "https://parley.example");
        expect(landed.origin).toBe("https://parley.example");
      }),
    );
  });

  test("a link between log-in and registration keeps only what has a value", () => {
    expect(withQuery("/login", { next: "/" })).toBe("/login");
    expect(withQuery("/register", { next: "/a?b=c", invite: undefined })).toBe("/register?next=%2Fa%3Fb%3Dc");
  });
});
