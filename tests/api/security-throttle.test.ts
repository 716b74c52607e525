import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { browserOf } from "../support/browser-session.ts";
import { type Cast, cast, PASSWORD } from "../support/cast.ts";
import { client, type Reply, refusal } from "../support/client.ts";
import { startServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let people: Cast;

/** Starts one server with these limits for all tests of a group. */
function withLimits(env: Record<string, string>): void {
  beforeAll(async () => {
    server = await startServer({ env });
    people = await cast(server);
  });
  afterAll(() => server.stop());
}

type From = Record<string, string>;
const logIn = (username: string, password: string, headers: From = {}) =>
  client(server.url).post("/api/login", { username, password }, { headers });

async function failTimes(count: number, username: string, from: (i: number) => From = () => ({})): Promise<Reply[]> {
  const replies: Reply[] = [];
  for (let i = 0; i < count; i++) replies.push(await logIn(username, `wrong ${i} wrong`, from(i)));
  return replies;
}

const statuses = (replies: Reply[]): number[] => replies.map(({ status }) => status);
const retryAfter = ({ headers }: Reply): number => Number(headers.get("retry-after"));
const times = (count: number, status: number): number[] => Array.from({ length: count }, () => status);

describe("guessing passwords", () => {
  withLimits({});

  test("the eleventh wrong one within three minutes is not looked at, and says for how long", async () => {
    expect((await logIn("ada", PASSWORD)).status).toBe(200);
    expect(statuses(await failTimes(10, "ada"))).toEqual(times(10, 401));
    const [eleventh] = await failTimes(1, "ada");
    expect(eleventh).toMatchObject({ status: 429, body: { error: { code: "rate_limited" } } });
    expect(retryAfter(eleventh as Reply)).toBeGreaterThan(120);
    expect(retryAfter(eleventh as Reply)).toBeLessThanOrEqual(180);
    expect((await logIn("ada", PASSWORD)).status, "not even the right one").toBe(429);
    expect((await logIn("ADA", PASSWORD)).status, "nor written otherwise").toBe(429);
    expect((await logIn("grace", PASSWORD)).status, "others at that address go on").toBe(200);
    expect((await people.ada.api.get("/api/chat/me")).status, "and ada herself stays signed in").toBe(200);
  });

  test("a name that nobody has is limited alike, so that this tells nothing either", async () => {
    expect(statuses(await failTimes(11, "nobody-at-all"))).toEqual([...times(10, 401), 429]);
  });

  test("of forty that come at once hardly more than ten are tried: those that are being hashed at that moment", async () => {
    const guesses = await Promise.all(Array.from({ length: 40 }, (_, i) => logIn("linus", `guess number ${i}`)));
    const tried = statuses(guesses).filter((status) => status === 401).length;
    expect(tried).toBeGreaterThanOrEqual(10);
    expect(tried).toBeLessThanOrEqual(14);
    expect(statuses(guesses).filter((status) => status === 429)).toHaveLength(40 - tried);
  });
});

describe("where nobody is in front", () => {
  withLimits({ LIMIT_LOGIN_PER_ACCOUNT: "5/60" });

  test("mallory gets no more guesses by naming other addresses", async () => {
    const invented = (i: number) => ({
      "x-forwarded-for": `10.0.0.${i}`,
      "x-real-ip": `10.0.1.${i}`,
      forwarded: `for=10.0.2.${i}`,
    });
    expect(statuses(await failTimes(6, "ada", invented))).toEqual([...times(5, 401), 429]);
    expect(server.logs()).not.toContain("10.0.0.");
  });
});

describe("behind one proxy", () => {
  withLimits({ LIMIT_LOGIN_PER_ACCOUNT: "5/60", LIMIT_LOGIN_PER_ADDRESS: "8/60", TRUST_PROXY: "1" });

  test("only that proxy's word counts, and ada is not locked out from elsewhere", async () => {
    const mallory = (i: number) => ({ "x-forwarded-for": `10.9.9.${i}, 198.51.100.7` });
    expect(statuses(await failTimes(6, "ada", mallory))).toEqual([...times(5, 401), 429]);
    expect((await logIn("ada", PASSWORD, mallory(7))).status).toBe(429);
    expect((await logIn("ada", PASSWORD, { "x-forwarded-for": "203.0.113.5" })).status).toBe(200);
  });

  test("an IPv6 network is one address, however many of it mallory has, and IPv4 inside of IPv6 is IPv4", async () => {
    const own = (i: number) => ({ "x-forwarded-for": `2001:db8:1:2:${i}::${i * 7}` });
    expect(statuses(await failTimes(60, "ada", own))).toEqual([...times(5, 401), ...times(55, 429)]);
    expect((await logIn("ada", PASSWORD, { "x-forwarded-for": "2001:db8:1:3::1" })).status, "next door").toBe(200);
    const ways = ["192.0.2.4", "::ffff:192.0.2.4", "::ffff:c000:0204", "0:0:0:0:0:ffff:192.0.2.4", "64:ff9b::c000:204"];
    const mapped = (i: number) => ({ "x-forwarded-for": ways[i] ?? "192.0.2.4" });
    expect(statuses(await failTimes(6, "grace", mapped))).toEqual([...times(5, 401), 429]);
  });

  test("many names from one address are limited, too", async () => {
    const from = { "x-forwarded-for": "198.51.100.9" };
    const replies: Reply[] = [];
    for (let i = 0; i < 9; i++) replies.push(await logIn(`name${i}`, "wrong again", from));
    expect(statuses(replies)).toEqual([...times(8, 401), 429]);
    expect((await logIn("grace", PASSWORD, { "x-forwarded-for": "198.51.100.10" })).status).toBe(200);
    const signedIn = await people.ada.api.get("/api/chat/me", { headers: from });
    expect(signedIn.status, "who is signed in stays so").toBe(200);
  });
});

describe("a block", () => {
  withLimits({ LIMIT_LOGIN_PER_ACCOUNT: "2/2" });

  test("ends by itself, and the next one lasts twice as long", async () => {
    expect(statuses(await failTimes(3, "ada"))).toEqual([401, 401, 429]);
    await expect.poll(async () => (await logIn("ada", "wrong again")).status, { timeout: 10_000 }).toBe(401);
    await failTimes(1, "ada");
    const [second] = await failTimes(1, "ada");
    expect(second?.status).toBe(429);
    expect(retryAfter(second as Reply)).toBeGreaterThan(2);
    expect(retryAfter(second as Reply)).toBeLessThanOrEqual(4);
    await expect.poll(async () => (await logIn("ada", PASSWORD)).status, { timeout: 15_000 }).toBe(200);
  });
});

describe("whoever does too much is told to wait, and nobody else notices", () => {
  const limit = { LIMIT_SEND: "3/60", LIMIT_ROOM: "3/60", LIMIT_SEARCH: "3/60", LIMIT_PASSWORD_CHANGE: "3/60" };
  withLimits({ ...limit, LIMIT_REQUEST: "8/60", LIMIT_REGISTRATION: "4/60" });

  type Act = (api: Cast["ada"]["api"], room: string, i: number) => Promise<Reply>;
  test.each<[string, number, Act]>([
    ["sending", 3, (api, room, i) => api.post(`/api/chat/rooms/${room}/messages`, { body: `${i}` })],
    ["making rooms", 3, (api, _, i) => api.post("/api/chat/rooms", { kind: "PRIVATE", name: `r${i}` })],
    ["searching", 3, (api) => api.get("/api/chat/people?q=a")],
    [
      "changing passwords",
      3,
      (api) => api.post("/api/chat/me/password", { currentPassword: "guess at it", newPassword: "a long new one" }),
    ],
    ["reading", 8, (api) => api.get("/api/chat/me")],
  ])("%s", async (_, count, act) => {
    const { ada, mallory, grace } = people;
    const roomId = room ?? (await ada.general()).id;
    room = roomId;
    for (let i = 0; i < count; i++) expect((await act(mallory.api, roomId, i)).status).not.toBe(429);
    const reply = await act(mallory.api, roomId, count);
    expect(reply).toMatchObject({ status: 429, body: { error: { code: "rate_limited" } } });
    expect(retryAfter(reply)).toBeGreaterThan(0);
    expect(retryAfter(reply)).toBeLessThanOrEqual(60);
    expect((await act(grace.api, roomId, 9)).status).not.toBe(429);
  });
  let room: string | undefined;

  test("registering, by address", async () => {
    const fifth = client(server.url).post(
      "/api/register",
      { username: "eve", password: PASSWORD },
      { headers: { "x-forwarded-for": "10.1.1.1" } },
    );
    expect(await refusal(fifth)).toBe("429 rate_limited");
    expect((await logIn("ada", PASSWORD)).status).toBe(200);
  });

  test("opening pages, which count as requests: of a person, and of an address for whoever is not signed in", async () => {
    const { cookie } = await browserOf(people.linus);
    const open = async (headers: From) => client(server.url).get("/settings", { headers });
    for (let i = 0; i < 8; i++) expect((await open({ cookie })).status).toBe(200);
    const ninth = await open({ cookie });
    expect(ninth.status).toBe(429);
    expect(ninth.body).toMatch(/too fast/);
    expect(retryAfter(ninth)).toBeGreaterThan(0);
    expect((await people.grace.api.get("/api/chat/me")).status, "others go on").toBe(200);
    const strangers: Reply[] = [];
    for (let i = 0; i < 9; i++) strangers.push(await open({ "x-forwarded-for": `10.1.2.${i}` }));
    expect(statuses(strangers).at(-1)).toBe(429);
  });
});
