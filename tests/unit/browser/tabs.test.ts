import { afterEach, describe, expect, test, vi } from "vitest";
import { inOneTab, openTabChannel } from "@/lib/browser/tabs.ts";

afterEach(() => void vi.unstubAllGlobals());

describe("the tabs of a browser", () => {
  test("run what is for one of them where there are no locks, too", async () => {
    vi.stubGlobal("navigator", {});
    expect(await inOneTab("parley-test", async () => "done")).toBe("done");
  });

  test("have no channel on the server, and nothing breaks", () => {
    const heard: string[] = [];
    const tell = openTabChannel("parley-test", (word: string) => heard.push(word));
    tell("hello");
    expect(heard).toEqual([]);
  });

  test("hear each other, and not themselves", async () => {
    vi.stubGlobal("window", globalThis);
    const heard: string[] = [];
    const other = new BroadcastChannel("parley-test");
    const told = new Promise((resolve) => {
      other.onmessage = ({ data }) => resolve(data);
    });
    const tell = openTabChannel("parley-test", (word: string) => heard.push(word));
    tell("hello");
    expect(await told).toBe("hello");
    other.postMessage("hello yourself");
    await vi.waitFor(() => expect(heard).toEqual(["hello yourself"]));
    other.close();
  });
});
