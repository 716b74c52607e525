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

/** What the server says to a request for uploads: uploadthing's words and `toStore`. */
export const announcedSchema = z.array(
  z.object({
    key: z.string(),
    url: z.string(),
    name: z.string(),
    /** The file's id. */
    customId: z.nullable(z.string()),
    /** Whether POST to `url` tells how to send the bytes to a store of files. */
    toStore: z.optional(z.boolean()),
  }),
);
