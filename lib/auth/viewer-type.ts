import type { User } from "../users/schema.ts";

/** Who asks: the first argument of every command and query. */
export type Viewer = User & { sessionId: string };

/** Where a request comes from, as kept with a session. */
export type ClientInfo = { address: string; userAgent: string };
