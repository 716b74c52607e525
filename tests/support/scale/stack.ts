// Everything of compose.scale.yaml as processes of this machine: nginx before two Parley and two Soketi, with Redis, PostgreSQL
// and a store of files. Each part can be killed and started again at its port.
import { randomBytes } from "node:crypto";
import { startPostgresql } from "../../../scripts/steps/postgresql.mjs";
import { newSoketiApp, startSoketi } from "../../../scripts/steps/soketi.mjs";
import { startStore } from "../s3.ts";
import { freePort, newDataDir, startServer, type TestServer } from "../server.ts";
import { startNginx } from "./nginx.ts";
import { startRedis } from "./redis.ts";
import { parleySettings, soketiSettings } from "./settings.ts";

/** A part that can be lost and come back at the same place. */
export type Part = {
  port: number;
  url: string;
  pid(): number;
  logs(): string;
  kill(): Promise<unknown>;
  start(): Promise<void>;
};

/** One of several Parley, which can also be asked to end. */
export type Instance = Part & { stop(): Promise<number | null> };

export type Stack = Awaited<ReturnType<typeof startStack>>;

const LOCAL = "127.0.0.1";

type Options = {
  /** With 1, nginx asks the first Parley only. */
  instances?: 1 | 2;
  /** Further settings of each Parley. */
  environment?: Record<string, string>;
  /** Whether PostgreSQL says that it has something only when its disk has it. */
  durable?: boolean;
};

/** Starts all of it. */
export async function startStack({ instances = 2, environment = {}, durable = false }: Options = {}) {
  const [port, publishPort, redisPort] = [await freePort(), await freePort(), await freePort()];
  const [parleyPorts, soketiPorts] = [await twoPorts(), await twoPorts()];
  const app = newSoketiApp();
  const [postgresql, store] = await Promise.all([startPostgresql({ durable }), startStore()]);
  let redis = await startRedis(redisPort);

  const soketi = await bothOf(soketiPorts, (at) =>
    soketiAt(() => startSoketi({ port: at, app, environment: soketiSettings({ host: LOCAL, port: redisPort }) }), at),
  );
  const settings = parleySettings({
    url: `http://${LOCAL}:${port}`,
    databaseUrl: await postgresql.createDatabase("parley"),
    authSecret: randomBytes(32).toString("hex"),
    app,
    publishAt: { host: LOCAL, port: publishPort },
    liveAt: { host: LOCAL, port },
    store: store.env,
  });
  // It stands before Parley does, who is healthy once live events can be published through it.
  const nginx = await startNginx({
    PORT: `${LOCAL}:${port}`,
    PUBLISH_PORT: `${LOCAL}:${publishPort}`,
    PARLEY_1: `${LOCAL}:${parleyPorts[0]}`,
    PARLEY_2: `${LOCAL}:${parleyPorts[instances - 1]}`,
    SOKETI_1: `${LOCAL}:${soketiPorts[0]}`,
    SOKETI_2: `${LOCAL}:${soketiPorts[1]}`,
  });
  const parley = await bothOf(parleyPorts, (at) => instanceAt(at, { ...settings, ...environment }));
  return {
    /** Where people find all of it: nginx. */
    ...{ url: `http://${LOCAL}:${port}`, port, nginx, store, parley, soketi, postgresql },
    redis: {
      pid: () => redis.pid,
      kill: () => redis.kill(),
      start: async () => {
        redis = await startRedis(redisPort);
      },
    },
    async stop() {
      await nginx.stop();
      await Promise.all(parley.map((one) => one.stop()));
      await Promise.all(soketi.map((one) => one.kill()));
      await Promise.all([redis.kill(), postgresql.stop(), store.close()]);
    },
  };
}

async function instanceAt(port: number, env: Record<string, string>): Promise<Instance> {
  const dataDir = await newDataDir();
  const start = () => startServer({ port, dataDir, env });
  let server: TestServer = await start();
  let earlier = "";
  return {
    port,
    url: server.url,
    pid: () => server.pid,
    logs: () => earlier + server.logs(),
    kill: () => server.kill(),
    stop: () => server.stop(),
    async start() {
      earlier += server.logs();
      server = await start();
    },
  };
}

type Soketi = Awaited<ReturnType<typeof startSoketi>>;

async function soketiAt(start: () => Promise<Soketi>, port: number): Promise<Part> {
  let server = await start();
  return {
    port,
    url: `http://${LOCAL}:${port}`,
    pid: () => server.pid ?? 0,
    logs: () => server.logs(),
    kill: () => server.kill(),
    async start() {
      server = await start();
    },
  };
}

async function twoPorts(): Promise<[number, number]> {
  return [await freePort(), await freePort()];
}

/** One after the other: the first Parley migrates, and a machine with two cores is busy enough with one start. */
async function bothOf<T>([first, second]: [number, number], make: (port: number) => Promise<T>): Promise<[T, T]> {
  return [await make(first), await make(second)];
}
