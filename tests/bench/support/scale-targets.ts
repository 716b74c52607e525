import { roomChannel } from "@/lib/realtime/channels.ts";
import { startPostgresql } from "@/scripts/steps/postgresql.mjs";
import { type Person, register } from "@/tests/support/cast.ts";
import { type Stack, startStack } from "@/tests/support/scale/stack.ts";
import { startServer } from "@/tests/support/server.ts";
import { holdToShare } from "./cpu-share.ts";
import { httpRequest } from "./http.ts";
import { ON_POSTGRESQL, ONE_INSTANCE, TWO_INSTANCES } from "./row-names.ts";
import { type StartTarget, subscribe, type Target } from "./target.ts";
import { MANY_SOCKETS, pusherSocket } from "./targets.ts";

const AT_ONCE = 5;

/** One Parley on a PostgreSQL whose commits are on the disk, with the live server inside. */
export function startOnPostgresql(people: number): StartTarget {
  return async () => {
    const postgresql = await startPostgresql({ durable: true });
    const server = await startServer({
      env: { ...MANY_SOCKETS, DATABASE_URL: await postgresql.createDatabase("parley") },
    });
    const target = await targetAt(server.url, people, [{ port: server.port }]);
    return {
      ...target,
      ...{ name: ON_POSTGRESQL, pid: server.pid, pids: [server.pid, postgresql.pid() ?? 0] },
      // Commits are in order, and are heard of on several connections.
      ...{ givesPlaces: false, comesInAnyOrder: true },
      stop: async () => {
        await server.stop();
        await postgresql.stop();
      },
    };
  };
}

type Several = {
  people: number;
  /** How many rooms the senders are spread over. */
  rooms?: number;
  /** The share of one processor that each Parley may use; without it, all of them. */
  share?: number;
};

/** All of compose.scale.yaml on this machine, with one or two Parley that nginx asks. */
export function startSeveral(instances: 1 | 2, { people, rooms = 1, share }: Several): StartTarget {
  return async () => {
    const stack = await startStack({ instances, environment: MANY_SOCKETS, durable: true });
    const target = await targetAt(stack.url, people, stack.soketi, rooms);
    const release = share === undefined ? [] : stack.parley.map((one) => holdToShare(one.pid(), share));
    return {
      ...target,
      name: instances === 1 ? ONE_INSTANCE : TWO_INSTANCES,
      pid: stack.parley[0].pid(),
      pids: pidsOf(stack),
      // Each instance publishes for itself, and nginx gives one sender's messages to both.
      ...{ givesPlaces: false, comesInAnyOrder: true },
      stop: async () => {
        await stack.stop();
        for (const remove of release) remove();
      },
    };
  };
}

const pidsOf = ({ parley, soketi, nginx, redis, postgresql }: Stack): number[] => [
  ...parley.map((one) => one.pid()),
  ...soketi.map((one) => one.pid()),
  ...[nginx.pid, redis.pid(), postgresql.pid() ?? 0],
];

/** People who register there and share rooms; the readers are spread over the live servers and listen to the first room. */
async function targetAt(url: string, count: number, live: readonly { port: number }[], roomCount = 1) {
  const people: Person[] = [];
  while (people.length < count)
    people.push(
      ...(await Promise.all(Array.from({ length: AT_ONCE }, (_, n) => register({ url }, `bench${people.length + n}`)))),
    );
  const [first] = people as [Person];
  const userIds = people.slice(1).map((one) => one.id);
  const rooms: { id: string }[] = [];
  while (rooms.length < roomCount)
    rooms.push(await first.createRoom({ kind: "PRIVATE", name: `Bench ${rooms.length}`, userIds }));
  const { key } = (await first.api.get("/api/realtime")).body as { key: string };
  const roomOf = (sender: number) => rooms[sender % roomCount]?.id ?? "";
  const channel = roomChannel(roomOf(0));
  const headers = (n: number) => ({ authorization: `Bearer ${people[n % count]?.token}` });
  return {
    url,
    inspectPort: 0,
    async connect(reader) {
      const socket = pusherSocket(live[reader % live.length]?.port ?? 0, key);
      await subscribe(socket, channel, async (socket_id) => {
        const body = JSON.stringify({ socket_id, channel_name: channel });
        const grant = await httpRequest("POST", `${url}/api/realtime/auth`, { headers: headers(reader), body });
        return JSON.parse(grant.body) as { auth: string };
      });
      return socket;
    },
    send: (sender, text) => {
      const body = JSON.stringify({ clientId: crypto.randomUUID(), body: text });
      return httpRequest("POST", `${url}/api/chat/rooms/${roomOf(sender)}/messages`, {
        headers: headers(sender),
        body,
      });
    },
  } satisfies Pick<Target, "url" | "inspectPort" | "connect" | "send">;
}
