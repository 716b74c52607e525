// The settings of several machines, as compose.scale.yaml has them; tests/unit/compose-scale.test.ts compares.

type Address = { host: string; port: number };
type Places = {
  /** Where people find Parley. */
  url: string;
  databaseUrl: string;
  authSecret: string;
  app: { id: string; key: string; secret: string };
  /** Where Parley publishes live events, and where browsers connect for them. */
  publishAt: Address;
  liveAt: Address;
  /** The settings of the store of files. */
  store: Record<string, string>;
};

/** The environment of each Parley: the same for all of them. */
export function parleySettings({ url, databaseUrl, authSecret, app, publishAt, liveAt, store }: Places) {
  return {
    APP_URL: url,
    TRUST_PROXY: "1",
    DATABASE_URL: databaseUrl,
    NEXTAUTH_SECRET: authSecret,
    PUSHER_HOST: publishAt.host,
    PUSHER_PORT: String(publishAt.port),
    PUSHER_TLS: "false",
    PUSHER_PUBLIC_HOST: liveAt.host,
    PUSHER_PUBLIC_PORT: String(liveAt.port),
    PUSHER_PUBLIC_TLS: "false",
    PUSHER_APP_ID: app.id,
    PUSHER_KEY: app.key,
    PUSHER_SECRET: app.secret,
    ...store,
  };
}

/**
 * What makes several Soketi one. Without the options a Soketi ends itself, and every live connection with it, as soon as
 * it cannot say something to Redis; with them it waits until Redis is back.
 */
export function soketiSettings(redis: Address) {
  const patient = JSON.stringify({ maxRetriesPerRequest: null });
  return {
    SOKETI_ADAPTER_DRIVER: "redis",
    SOKETI_DB_REDIS_HOST: redis.host,
    SOKETI_DB_REDIS_PORT: String(redis.port),
    SOKETI_ADAPTER_REDIS_PUB_OPTIONS: patient,
    SOKETI_ADAPTER_REDIS_SUB_OPTIONS: patient,
  };
}
