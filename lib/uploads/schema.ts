import * as z from "../z.ts";

/** How a browser sends the bytes of an upload to a store of files, past this server. */
export const storeRequestSchema = z.object({
  /** How many bytes have arrived, here or in the store. */
  received: z.int().check(z.nonnegative()),
  /** A PUT of the bare bytes, valid for some minutes; null when it is not needed, or when the bytes are to come here. */
  put: z.nullable(z.object({ url: z.string(), headers: z.record(z.string(), z.string()) })),
  /** Whether this server takes the bytes too, as the form of uploadthing's client. */
  takesForms: z.boolean(),
});
export type StoreRequest = z.infer<typeof storeRequestSchema>;

/** An upload URL in uploadthing's words, and `toStore`. */
const presignedSchema = z.object({
  key: z.string(),
  url: z.string(),
  name: z.string(),
  /** The file's id on the server. */
  customId: z.string(),
  /** Whether POST to `url` tells how to send the bytes to a store of files. uploadthing's handler does not set it. */
  toStore: z.optional(z.boolean()),
});
export type Presigned = z.infer<typeof presignedSchema>;

/** The reply to a request for uploads, both of uploadthing's handler to the server and of the server to a browser. */
export const announcedSchema = z.array(presignedSchema);
