import { afterEach, describe, expect, test } from "vitest";
import { type Cast, cast, PASSWORD } from "../support/cast.ts";
import { client, type Reply, refusal } from "../support/client.ts";
import { startServer, type TestServer } from "../support/server.ts";

let server: TestServer;
let people: Cast;
afterEach(() => server.stop());

async function begin(env: Record<string, string>): Promise<void> {
  server = await startServer({ env });
  people = await cast(server);
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

describe("guessing passwords", () => {
  test("the eleventh wrong one within three minutes is not looked at, and says for how long", async () => {
    await begin({});
    expect((await logIn("ada", PASSWORD)).status).toBe(200);
    expect(statuses(await failTimes(10, "ada"))).toEqual(Array.from({ length: 10 }, () => 401));
    const [eleventh] = await failTimes(1, "ada");
    expect(eleventh).toMatchObject({ status: 429, body: { error: { code: "rate_limited" } } });
    expect(retryAfter(eleventh as Reply)).toBeGreaterThan(150);
    expect(retryAfter(eleventh as Reply)).toBeLessThanOrEqual(180);
    expect((await logIn("ada", PASSWORD)).status, "not even the right one").toBe(429);
    expect((await logIn("ADA", PASSWORD)).status, "nor written otherwise").toBe(429);
    expect((await logIn("grace", PASSWORD)).status, "others at that address go on").toBe(200);
    expect((await people.ada.api.get("/api/chat/me")).status, "and ada herself stays signed in").toBe(200);
  });

  test("ten that come at once are no more than ten", async () => {
    await begin({});
    const guesses = await Promise.all(Array.from({ length: 40 }, (_, i) => logIn("ada", `guess number ${i}`)));
    expect(statuses(guesses).filter((status) => status === 401)).toHaveLength(10);
    expect(statuses(guesses).filter((status) => status === 429)).toHaveLength(30);
  });

  test("a name that nobody has is limited alike, so that this tells nothing either", async () => {
    await begin({ LIMIT_LOGIN_PER_ACCOUNT: "3/60" });
    expect(statuses(await failTimes(4, "nobody-at-all"))).toEqual(statuses(await failTimes(4, "ada")));
  });

  test("mallory gets no more guesses by naming other addresses, since nobody in front vouches for them", async () => {
    await begin({ LIMIT_LOGIN_PER_ACCOUNT: "5/60" });
    const invented = (i: number) => ({
      "x-forwarded-for": `10.0.0.${i}`,
      "x-real-ip": `10.0.1.${i}`,
      forwarded: `for=10.0.2.${i}`,
    });
    expect(statuses(await failTimes(6, "ada", invented))).toEqual([401, 401, 401, 401, 401, 429]);
    expect(server.logs()).not.toContain("10.0.0.");
  });

  test("behind one proxy only its own word counts, and ada is not locked out from elsewhere", async () => {
    await begin({ LIMIT_LOGIN_PER_ACCOUNT: "5/60", TRUST_PROXY: "1" });
    const mallory = (i: number) => ({ "x-forwarded-for": `10.9.9.${i}, 198.51.100.7` });
    expect(statuses(await failTimes(6, "ada", mallory))).toEqual([401, 401, 401, 401, 401, 429]);
    expect((await logIn("ada", PASSWORD, mallory(7))).status).toBe(429);
    expect((await logIn("ada", PASSWORD, { "x-forwarded-for": "203.0.113.5" })).status).toBe(200);
  });

  test("many names from one address are limited, too", async () => {
    await begin({ LIMIT_LOGIN_PER_ADDRESS: "6/60" });
    const replies: Reply[] = [];
    for (let i = 0; i < 7; i++) replies.push(...(await failTimes(1, `name${i}`)));
    expect(statuses(replies)).toEqual([401, 401, 401, 401, 401, 401, 429]);
    expect((await people.ada.api.get("/api/chat/me")).status, "who is signed in stays so").toBe(200);
  });

  test("each further block lasts twice as long, and a block ends by itself", async () => {
    await begin({ LIMIT_LOGIN_PER_ACCOUNT: "2/1" });
    const blocked = async () => {
      await failTimes(2, "ada");
      const [reply] = await failTimes(1, "ada");
      return reply as Reply;
    };
    expect(retryAfter(await blocked())).toBe(1);
    await expect.poll(async () => (await logIn("ada", "wrong again")).status, { timeout: 5000 }).toBe(401);
    await failTimes(1, "ada");
    const [second] = await failTimes(1, "ada");
    expect(retryAfter(second as Reply)).toBe(2);
    await expect.poll(async () => (await logIn("ada", PASSWORD)).status, { timeout: 8000 }).toBe(200);
  });
});

describe("whoever does too much is told to wait, and nobody else notices", () => {
  test.each<[string, string, (api: Cast["ada"]["api"], room: string, i: number) => Promise<Reply>]>([
    ["sending", "LIMIT_SEND", (api, room, i) => api.post(`/api/chat/rooms/${room}/messages`, { body: `${i}` })],
    ["making rooms", "LIMIT_ROOM", (api, _, i) => api.post("/api/chat/rooms", { kind: "PRIVATE", name: `r${i}` })],
    ["searching", "LIMIT_SEARCH", (api) => api.get("/api/chat/people?q=a")],
    ["reading", "LIMIT_REQUEST", (api, room) => api.get(`/api/chat/rooms/${room}/messages`)],
    [
      "changing passwords",
      "LIMIT_PASSWORD_CHANGE",
      (api) => api.post("/api/chat/me/password", { currentPassword: "guess at it", newPassword: "a long new one" }),
    ],
  ])("%s", async (_, limit, act) => {
    await begin({});
    const roomId = (await people.ada.general()).id;
    await server.stop();
    server = await startServer({ dataDir: server.dataDir, env: { [limit]: "3/60" } });
    const [mallory, grace] = [people.mallory.via(server).api, people.grace.via(server).api];
    for (let i = 0; i < 3; i++) expect((await act(mallory, roomId, i)).status).not.toBe(429);
    const reply = await act(mallory, roomId, 4);
    expect(reply).toMatchObject({ status: 429, body: { error: { code: "rate_limited" } } });
    expect(retryAfter(reply)).toBeGreaterThan(0);
    expect(retryAfter(reply)).toBeLessThanOrEqual(60);
    expect((await act(grace, roomId, 5)).status).not.toBe(429);
  });

  test("registering, by address", async () => {
    server = await startServer({ env: { LIMIT_REGISTRATION: "4/60" } });
    people = await cast(server);
    const account = (username: string) => ({ username, password: PASSWORD });
    const fifth = client(server.url).post("/api/register", account("eve"), {
      headers: { "x-forwarded-for": "10.1.1.1" },
    });
    expect(await refusal(fifth)).toBe("429 rate_limited");
    expect((await logIn("ada", PASSWORD)).status).toBe(200);
  });
});
