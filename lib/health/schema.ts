import * as z from "../z.ts";

/** Reply of `GET /api/health`: "ok", or a few words on what fails. */
export const healthReplySchema = z.object({
  status: z.enum(["ok", "failing"]),
  version: z.string(),
  database: z.string(),
  realtime: z.string(),
});
export type Health = z.infer<typeof healthReplySchema>;
