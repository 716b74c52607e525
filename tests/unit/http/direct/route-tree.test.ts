import { describe, expect, test } from "vitest";
import { RouteTree } from "@/lib/http/direct/route-tree.ts";

const PATHS = [
  "/api/[...nothing]",
  "/api/health",
  "/api/chat/rooms",
  "/api/chat/rooms/[roomId]",
  "/api/chat/rooms/[roomId]/messages",
  "/api/chat/invites/[inviteId]",
  "/api/chat/invites/accept",
  "/api/messages/[messageId]/reactions/[emoji]",
];
const tree = new RouteTree<string>();
for (const path of PATHS) tree.add(path, path);

describe("the route of a path", () => {
  test.each([
    ["/api/health", "/api/health", {}],
    ["/api/chat/rooms", "/api/chat/rooms", {}],
    ["/api/chat/rooms/general", "/api/chat/rooms/[roomId]", { roomId: "general" }],
    ["/api/chat/rooms/a.b~c_d-e/messages", "/api/chat/rooms/[roomId]/messages", { roomId: "a.b~c_d-e" }],
    // What is written out comes first.
    ["/api/chat/invites/accept", "/api/chat/invites/accept", {}],
    ["/api/chat/invites/other", "/api/chat/invites/[inviteId]", { inviteId: "other" }],
    // Where the longer branch leads nowhere, a shorter one is taken.
    ["/api/chat/rooms/general/nothing", "/api/[...nothing]", { nothing: ["chat", "rooms", "general", "nothing"] }],
    ["/api/chat/invites/accept/more", "/api/[...nothing]", { nothing: ["chat", "invites", "accept", "more"] }],
    ["/api/HEALTH", "/api/[...nothing]", { nothing: ["HEALTH"] }],
    [
      "/api/messages/m1/reactions/%F0%9F%91%8D",
      "/api/messages/[messageId]/reactions/[emoji]",
      { messageId: "m1", emoji: "%F0%9F%91%8D" },
    ],
  ])("%s is %s", (path, route, params) => {
    expect(tree.find(path)).toEqual({ route, params });
  });

  test.each(["constructor", "__proto__", "toString"])("a segment %s has no meaning of its own", (name) => {
    expect(tree.find(`/api/${name}`)?.route).toBe("/api/[...nothing]");
    const match = tree.find(`/api/chat/rooms/${name}`);
    expect(match?.route).toBe("/api/chat/rooms/[roomId]");
    expect(Object.getOwnPropertyNames(match?.params)).toEqual(["roomId"]);
  });
});

describe("only Next can tell", () => {
  test.each([
    ["", "nothing"],
    ["/", "a page"],
    ["/api", "no route below /api/"],
    ["/api/", "no segment"],
    ["/apis/health", "another folder"],
    ["/api/health/", "a slash at the end"],
    ["/api//health", "an empty segment"],
    ["/api/./health", "a dot"],
    ["/api/chat/../health", "two dots"],
    ["/api/chat/..", "two dots at the end"],
    ["/api/%2e%2e/health", "escaped dots"],
    ["/api/he%61lth", "an escaped letter of a route"],
    ["/api/chat/rooms/a%2Fb", "an escaped slash"],
    ["/api/chat/rooms/a%00b", "an escaped zero"],
    ["/api/chat/rooms/a b", "a space"],
    ["/api/chat/rooms/a\\b", "a backslash"],
    ["/api/chat/rooms/[roomId]", "the name of a file"],
    ["/api/chat/rooms/a;b", "a semicolon"],
    ["/api/chat/rooms/é", "a letter beyond ASCII that is not escaped"],
    ["/api/nothing/%F0%9F%91%8D", "an escape at no address of ours"],
  ])("what %j means: %s", (path) => {
    expect(tree.find(path)).toBeNull();
  });
});

test("a route that is not looked for as Next does ends the start", () => {
  const fresh = () => new RouteTree<string>();
  for (const path of ["/api/[[...all]]", "/api/(group)/a", "/api/@slot/a", "/api/[...all]/more", "/rooms/[roomId]"])
    expect(() => fresh().add(path, path), path).toThrow(path);
  const two = fresh();
  two.add("/api/a/[one]", "1");
  expect(() => two.add("/api/a/[other]/b", "2"), "Next could not tell the two names apart").toThrow("[other]");
  expect(() => two.add("/api/a/[one]", "3")).toThrow("Two routes");
});

test("a path as long as a request can have is looked for once, segment by segment", () => {
  const path = `/api${"/a".repeat(8_000)}`;
  expect(tree.find(path)?.params.nothing).toHaveLength(8_000);
  expect(tree.find(`${path}/`)).toBeNull();
  expect(tree.find(`/api/${"%F0".repeat(5_000)}!`)).toBeNull();
});
