// What a browser keeps and does, with a stand-in for the parts of it that Node does not have.
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { followNotifications, renewPush } from "@/lib/push/browser/at-start.ts";
import { closeShown } from "@/lib/push/browser/close-shown.ts";
import { readKept, subscribeHere } from "@/lib/push/browser/subscription.ts";

const ADA = "a".repeat(20);
const KEY = "BCVxsr7N_eNgVRqvHtD0zTZsEc6";

/** The server as it is for this browser: its session, and whether the device is on there. */
let server: { sessionId: string; isOn: boolean; put: Record<string, unknown>[] };
let subscription: { endpoint: string; options: object; toJSON(): object; unsubscribe(): Promise<void> } | null;
let listeners: Map<string, (event: unknown) => void>;
let shown: { close(): void }[];
let events: string[];

const deviceOf = (hidesContent: boolean) => ({
  ...{ id: "d".repeat(20), userAgent: "", hidesContent, createdAt: new Date().toISOString() },
  ...{ lastDeliveryAt: null, lastError: null, isPaused: false, current: true },
});

beforeEach(() => {
  server = { sessionId: "s".repeat(20), isOn: false, put: [] };
  subscription = null;
  listeners = new Map();
  shown = [];
  events = [];
  const kept = new Map<string, string>();
  vi.stubGlobal("localStorage", {
    getItem: (key: string) => kept.get(key) ?? null,
    setItem: (key: string, value: string) => kept.set(key, value),
    removeItem: (key: string) => kept.delete(key),
  });
  vi.stubGlobal("window", { dispatchEvent: ({ type }: Event) => events.push(type) });
  const pushManager = {
    getSubscription: async () => subscription,
    subscribe: async () => {
      const endpoint = `https://push.example/${server.put.length}`;
      const unsubscribe = async () => {
        subscription = null;
      };
      subscription = { endpoint, options: {}, toJSON: () => ({ endpoint }), unsubscribe };
      return subscription;
    },
  };
  const registration = { pushManager, getNotifications: async () => shown };
  const serviceWorker = {
    register: async () => registration,
    ready: Promise.resolve(registration),
    getRegistration: async () => registration,
    addEventListener: (type: string, listener: (event: unknown) => void) => listeners.set(type, listener),
    removeEventListener: (type: string) => listeners.delete(type),
    startMessages: () => {},
  };
  vi.stubGlobal("navigator", { serviceWorker });
  vi.stubGlobal("fetch", async (_: string, { method, body }: { method: string; body?: string }) => {
    const { sessionId, isOn, put } = server;
    if (method !== "PUT") return Response.json({ publicKey: KEY, sessionId, devices: isOn ? [deviceOf(false)] : [] });
    const told = JSON.parse(body ?? "{}");
    put.push(told);
    server.isOn = true;
    return Response.json({ sessionId, device: deviceOf(told.hidesContent ?? false) });
  });
});
afterEach(() => vi.unstubAllGlobals());

test("a device that hides contents hides them after a log-out and the next log-in, too", async () => {
  await subscribeHere(ADA, KEY, { hidesContent: true });
  Object.assign(server, { sessionId: "t".repeat(20), isOn: false });
  await renewPush(ADA);
  expect(server.put.map(({ hidesContent }) => hidesContent)).toEqual([true, true]);
  expect(readKept()).toMatchObject({ sessionId: "t".repeat(20), hidesContent: true });
});

test("somebody else in the same browser chooses anew", async () => {
  await subscribeHere(ADA, KEY, { hidesContent: true });
  await subscribeHere("g".repeat(20), KEY);
  expect(server.put[1]?.hidesContent).toBeUndefined();
});

test("what was turned off from another device stays off, and ends in the browser", async () => {
  await subscribeHere(ADA, KEY);
  server.isOn = false;
  await renewPush(ADA);
  expect([subscription, readKept(), server.put.length]).toEqual([null, null, 1]);
  await renewPush(ADA);
  expect(server.put).toHaveLength(1);
});

test("what the browser has lost is subscribed anew, and what is as it was is left alone", async () => {
  await subscribeHere(ADA, KEY);
  await renewPush(ADA);
  expect(server.put).toHaveLength(1);
  subscription = null;
  await renewPush(ADA);
  expect(server.put).toHaveLength(2);
  expect(events, "the page hears of each").toEqual(["parley.push-on", "parley.push-on"]);
});

test("the worker is answered before the message is drawn", () => {
  const order: string[] = [];
  const stop = followNotifications(() => order.push("drawn"));
  const ports = [{ postMessage: () => order.push("answered") }];
  listeners.get("message")?.({ data: { type: "parley.open", href: "https://chat.example/rooms/x" }, ports });
  expect(order).toEqual(["answered", "drawn"]);
  stop();
  expect(listeners.size).toBe(0);
});

test("whoever leaves takes the notifications that are shown along, and a browser without any is left as well", async () => {
  const closed: number[] = [];
  shown = [1, 2].map((n) => ({ close: () => void closed.push(n) }));
  await closeShown();
  expect(closed).toEqual([1, 2]);
  vi.stubGlobal("navigator", {});
  await closeShown();
});
