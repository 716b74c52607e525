import { afterEach, expect, test } from "vitest";
import { type Config, getConfig } from "@/lib/config.ts";
import { getClientInfo } from "@/lib/http/client-info.ts";
import { setLongLived } from "@/lib/process/long-lived.ts";

const settings = getConfig() as { -readonly [K in keyof Config]: Config[K] };
const before = { ...settings };
afterEach(() => {
  Object.assign(settings, before);
  setLongLived();
});

const addressOf = (forwardedFor: string) => getClientInfo(new Headers({ "x-forwarded-for": forwardedFor })).address;

test.each([
  [1, "6.6.6.6, 203.0.113.9", "203.0.113.9"],
  [2, "6.6.6.6, 203.0.113.9, 10.0.0.2", "203.0.113.9"],
  [2, "203.0.113.9", "unknown"],
  [1, "<script>", "unknown"],
])("in a function behind %i proxies, %s came from %s", (trustProxy, header, address) => {
  setLongLived(false);
  Object.assign(settings, { trustProxy });
  expect(addressOf(header)).toBe(address);
  expect(getClientInfo(new Headers()).address).toBe("unknown");
});

test("what server.ts has judged is not judged again, however many proxies there are", () => {
  Object.assign(settings, { trustProxy: 2 });
  expect(addressOf("203.0.113.9")).toBe("203.0.113.9");
});
