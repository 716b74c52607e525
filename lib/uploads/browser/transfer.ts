import { ApiError, api, fetchCode } from "../../browser/api.ts";
import { uploadedSchema } from "../../files/schema.ts";
import { announcedSchema, type Presigned } from "../schema.ts";
import { type Sending, StoreIsClosed } from "./sending.ts";

type Transfer = Omit<Sending, "presigned"> & {
  slug: "attachment" | "picture";
  /** The upload URL from an earlier page, to resume the upload where it ended. */
  presigned: Presigned | null;
  onPresigned: (presigned: Presigned) => void;
};

/**
 * Sends one file: to the store of files where the server says so and this browser can, else to the server. Returns the
 * file's id on the server. Throws `ApiError`, `StaleUploadUrl`, or the reason of `signal`.
 */
export async function transfer(options: Transfer): Promise<string> {
  const presigned = options.presigned ?? (await announce(options));
  const sending = { ...options, presigned };
  // The code is loaded when somebody attaches the first file.
  if (presigned.toStore) {
    const { sendToStore } = await fetchCode(() => import("./send-to-store.ts"));
    try {
      return idOf(await sendToStore(sending));
    } catch (error) {
      if (!(error instanceof StoreIsClosed)) throw error;
    }
  }
  const { sendForm } = await fetchCode(() => import("./send-form.ts"));
  return idOf(await sendForm(sending));
}

async function announce({ slug, file, signal, onPresigned }: Transfer): Promise<Presigned> {
  const body = { files: [{ name: file.name, size: file.size, type: file.type }], input: null };
  const path = `/api/uploadthing?actionType=upload&slug=${slug}`;
  const [given] = await api(path, { method: "POST", body, schema: announcedSchema, signal });
  if (!given) throw new ApiError(200, "internal", "The server's answer could not be read. Reload the page.");
  onPresigned(given);
  return given;
}

function idOf(serverData: unknown): string {
  const parsed = uploadedSchema.safeParse(serverData);
  if (!parsed.success) throw new ApiError(200, "internal", "The server's answer could not be read. Reload the page.");
  if ("file" in parsed.data) return parsed.data.file.id;
  throw new ApiError(422, "invalid", parsed.data.error.message);
}
