/** The limits of one embedded server. Every number can be changed through `EmbeddedOptions.limits`. */
export type EmbeddedLimits = {
  /** Open sockets on this server; more are closed with 4100. */
  sockets: number;
  /** Open sockets from one client address; more are closed with 4100. */
  socketsPerAddress: number;
  /** Open sockets of one bound or signed-in user; more are closed with 4100. */
  socketsPerUser: number;
  /** Open sockets that have neither signed in nor subscribed; above it the oldest of them is closed with 4100. */
  unauthenticatedSockets: number;
  /**
   * Open sockets from one client address that have neither signed in nor subscribed; above it the oldest is closed with
   * 4100.
   */
  unauthenticatedSocketsPerAddress: number;
  /** Time a socket has to sign in or subscribe, in milliseconds; after it the socket is closed with 4009. */
  authenticationTimeoutMs: number;
  /** Channels one socket may be subscribed to; more are refused, the socket stays. */
  subscriptionsPerSocket: number;
  /** Distinct users in one presence channel; more are refused, the socket stays. Hosted Pusher: 100. */
  presenceMembersPerChannel: number;
  /** JSON text of one member's `user_info`, in bytes. Pusher's documentation: 1 KB. */
  presenceUserInfoBytes: number;
  /** Client events of one person in a second, on all their sockets; more are answered with 4301. Pusher's documentation: 10. */
  clientEventsPerSecond: number;
  /** Data of one client event, in bytes; above it the answer is 4301. */
  clientEventDataBytes: number;
  /** Frames of any kind from one socket in a minute; above it the socket is closed with 4100. */
  framesPerMinute: number;
  /** One frame from a client, in bytes; above it the socket is closed with 1009. */
  frameBytes: number;
  /** Data of one event of the HTTP API, in bytes; above it the answer is 413. Pusher's documentation: 10 KB. */
  eventDataBytes: number;
  /** Events in one batch of the HTTP API. Pusher's documentation: 10. */
  eventsPerBatch: number;
  /** Channels one event of the HTTP API may name. Pusher's documentation: 100. */
  channelsPerEvent: number;
  /** Bytes waiting to be sent to one slow reader; above it the socket is cut and the client must catch up. */
  bufferBytes: number;
  /** Bytes waiting to be sent to one slow reader; above it typing and presence events are not sent to it. */
  ephemeralBufferBytes: number;
  /** Time a peer has to answer `pusher:ping`, in milliseconds; after it the socket is closed with 4201. */
  pongTimeoutMs: number;
  /** Time a peer has to answer a close frame before its connection is cut, in milliseconds. */
  closeTimeoutMs: number;
  /** Last events kept for cache channels; the oldest are forgotten first. */
  cachedEvents: number;
  /** How long the last event of a cache channel is kept, in milliseconds. Pusher's documentation: up to 30 min. */
  cachedEventTtlMs: number;
};

/** pongTimeoutMs + closeTimeoutMs stay under the 30 s that Pusher's documentation gives a peer to answer a ping. */
const DEFAULT_LIMITS: EmbeddedLimits = {
  sockets: 20_000,
  socketsPerAddress: 5_000,
  socketsPerUser: 1_000,
  unauthenticatedSockets: 5_000,
  unauthenticatedSocketsPerAddress: 1_000,
  authenticationTimeoutMs: 30_000,
  subscriptionsPerSocket: 2_000,
  presenceMembersPerChannel: 1_000,
  presenceUserInfoBytes: 1_024,
  clientEventsPerSecond: 10,
  clientEventDataBytes: 10_240,
  framesPerMinute: 12_000,
  frameBytes: 65_536,
  eventDataBytes: 10_240,
  eventsPerBatch: 10,
  channelsPerEvent: 100,
  bufferBytes: 1_048_576,
  ephemeralBufferBytes: 262_144,
  pongTimeoutMs: 25_000,
  closeTimeoutMs: 2_000,
  cachedEvents: 1_000,
  cachedEventTtlMs: 30 * 60_000,
};

/** Returns the defaults overwritten by `limits`; a limit that is `undefined` keeps its default. */
export function withDefaults(limits: Partial<EmbeddedLimits> = {}): EmbeddedLimits {
  const overrides = Object.entries(limits).filter(([, value]) => value !== undefined);
  return { ...DEFAULT_LIMITS, ...Object.fromEntries(overrides) };
}

/**
 * The greatest request body in bytes: a full batch whose data doubles when its quotes are escaped, and the names around
 * it.
 */
export function requestBodyBytes(limits: EmbeddedLimits): number {
  return limits.eventsPerBatch * (2 * limits.eventDataBytes + 1_024) + 32_768;
}
