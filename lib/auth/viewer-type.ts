import type { User } from "../users/schema.ts";

/** The person on whose behalf a command or query runs; it is their first argument. */
export type Viewer = User & { sessionId: string };

/** The address and browser of a request, as stored with a session. */
export type ClientInfo = { address: string; userAgent: string };
