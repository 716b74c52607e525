/**
 * Close codes, named as in Pusher's Channels protocol, version 7, "Error codes". A client must not reconnect unchanged
 * after 4000-4099, waits at least a second after 4100-4199 and reconnects at once after 4200-4299. 4000 (TLS only) and
 * 4003 (application disabled) cannot occur here.
 */
export const CLOSE_CODE = {
  appUnknown: 4001,
  pathNotFound: 4005,
  versionMalformed: 4006,
  protocolUnsupported: 4007,
  protocolMissing: 4008,
  unauthorized: 4009,
  overCapacity: 4100,
  reconnect: 4200,
  pongMissing: 4201,
} as const;

/** Error codes that are sent only inside a `pusher:error` event; the socket stays open. */
export const ERROR_CODE = {
  overQuota: 4004,
  unauthorized: 4009,
  clientEvent: 4301,
} as const;
