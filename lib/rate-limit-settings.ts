/** At most `count` requests in `seconds` seconds. */
export type Limit = { count: number; seconds: number };

/**
 * The name of the environment variable and the default, `count/seconds`, of every rate limit. The defaults are
 * generous: a whole class behind one address can register within the hour, and nobody who types is ever stopped.
 */
export const LIMIT_DEFAULTS = {
  /** Failed log-ins of one account from one address; the wait doubles with each further block. */
  loginPerAccount: ["LIMIT_LOGIN_PER_ACCOUNT", "10/180"],
  /** Failed log-ins from one address, whatever the account. */
  loginPerAddress: ["LIMIT_LOGIN_PER_ADDRESS", "300/180"],
  passwordChange: ["LIMIT_PASSWORD_CHANGE", "20/600"],
  registrationPerAddress: ["LIMIT_REGISTRATION", "1000/3600"],
  /** Messages sent, edited and deleted, and reactions put and taken back, by one person. */
  send: ["LIMIT_SEND", "1200/60"],
  /** Rooms created or changed, people added or removed, by one person. */
  room: ["LIMIT_ROOM", "300/60"],
  /** Requests to upload files, up to ten at once, by one person. */
  upload: ["LIMIT_UPLOAD", "300/60"],
  /** Searches of people and rooms by one person. */
  search: ["LIMIT_SEARCH", "240/60"],
  /** Devices turned on for notifications, and tests of them, by one person. */
  push: ["LIMIT_PUSH", "60/60"],
  /** Everything else that one person reads or writes. */
  request: ["LIMIT_REQUEST", "6000/60"],
} as const;

/** The name of the environment variable and the default of each limit of the embedded live server. */
export const SOCKET_LIMIT_DEFAULTS = {
  socketsPerAddress: ["LIMIT_SOCKETS_PER_ADDRESS", 2000],
  socketsPerUser: ["LIMIT_SOCKETS_PER_USER", 1000],
  sockets: ["LIMIT_SOCKETS", 20000],
} as const;

export type LimitName = keyof typeof LIMIT_DEFAULTS;
export type Limits = Record<LimitName, Limit>;
export type SocketLimits = Record<keyof typeof SOCKET_LIMIT_DEFAULTS, number>;
