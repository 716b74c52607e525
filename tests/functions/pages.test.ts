// Pages in functions, with and without JavaScript, and what the proxy refuses.
import { chromium } from "@playwright/test";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserOf } from "../support/browser-session.ts";
import { type Person, register } from "../support/cast.ts";
import { chromiumFlags, systemChromium } from "../support/chromium.mjs";
import { client } from "../support/client.ts";
import { formOf } from "../support/forms.ts";
import type { Host } from "../support/functions/host.ts";
import { startFunctions } from "./stage.ts";

let host: Host;
let ada: Person;
beforeAll(async () => {
  host = await startFunctions();
  ada = await register(host, "ada");
});
afterAll(() => host?.stop());

const get = (path: string, headers: Record<string, string> = {}) =>
  fetch(new URL(path, host.url), { redirect: "manual", headers });

test("a page has its policy and the headers of every reply, and a stranger is led to the log-in", async () => {
  const login = await get("/login");
  expect(login.status).toBe(200);
  const policy = login.headers.get("content-security-policy") ?? "";
  const nonce = /'nonce-([^']+)'/.exec(policy)?.[1] ?? "none";
  expect(await login.text()).toContain(`nonce="${nonce}"`);
  expect(login.headers.get("x-content-type-options")).toBe("nosniff");
  expect(login.headers.get("cache-control")).toMatch(/^private\b.*\bno-store\b/);
  const chats = await get("/");
  expect([chats.status, chats.headers.get("location")]).toEqual([307, "/login"]);
});

test("an address that is nothing is answered so, on pages and below the API", async () => {
  expect((await get("/nowhere")).status).toBe(404);
  expect((await get("/api/nowhere")).status).toBe(404);
});

test("what is rendered at build time and what is a file is there", async () => {
  for (const path of ["/icon.svg", "/manifest.webmanifest"]) expect((await get(path)).status, path).toBe(200);
});

describe("without JavaScript", () => {
  test("ada makes a room by a form, and its page has the messages in it", async () => {
    const reply = await (await formOf(ada, "/new/room", "topic")).send({
      name: "Gardens",
      kind: "OPEN",
      topic: "",
      people: "",
    });
    expect([reply.status, reply.location]).toEqual([303, expect.stringMatching(/^\/rooms\//)]);
    const room = (await ada.rooms()).find(({ name }) => name === "Gardens");
    if (!room) throw new Error("There is no such room.");
    await ada.send(room, "Seeds and spades");
    const { cookie } = await browserOf(ada);
    expect(await (await get(`/rooms/${room.id}`, { cookie })).text()).toContain("Seeds and spades");
  });

  test("a form of another site, a body that is no form and one that is too large are refused", async () => {
    const form = await formOf(null, "/login", "username", host);
    const values = { username: "ada", password: "wrong", next: "/" };
    expect((await form.send(values)).status).toBe(200);
    const foreign = { origin: "https://evil.test", "sec-fetch-site": "cross-site" };
    expect((await form.send(values, { headers: foreign })).status).toBe(403);
    expect((await form.send({ ...values, username: "x".repeat(300_000) })).status).toBe(413);
    const odd = {
      "next-action": "00",
      "content-type": "text/plain",
      origin: host.url,
      "sec-fetch-site": "same-origin",
    };
    expect((await client(host.url).post("/login", "no arguments", { headers: odd })).status).toBe(400);
  });
});

test.skipIf(!systemChromium())("ada and grace talk in Chromium", async () => {
  const browser = await chromium.launch({ executablePath: systemChromium(), args: chromiumFlags() });
  try {
    const open = async (username: string) => {
      const page = await (await browser.newContext()).newPage();
      page.setDefaultTimeout(60_000);
      await page.goto(`${host.url}/register`);
      await page.getByLabel("Username").fill(username);
      await page.getByLabel(/^Password/).fill("a long and unlikely sentence");
      await page.getByRole("button", { name: "Create account" }).click();
      await page.getByRole("link", { name: /^General/ }).click();
      await page.getByRole("textbox", { name: /^Message General/ }).waitFor();
      // Enter sends as soon as the page is loaded; before that it is a line break in the field.
      await page.waitForLoadState("load");
      return page;
    };
    const [grace, linus] = [await open("grace"), await open("linus")];
    const say = async (page: typeof grace, words: string) => {
      await page.getByRole("textbox", { name: /^Message General/ }).fill(words);
      await page.keyboard.press("Enter");
    };
    await say(grace, "Hello from a browser");
    await linus.getByRole("log").getByText("Hello from a browser").waitFor();
    await say(linus, "Read you well");
    await grace.getByRole("log").getByText("Read you well").waitFor();
    await grace.reload();
    await grace.getByRole("log").getByText("Read you well").waitFor();
  } finally {
    await browser.close();
  }
});
