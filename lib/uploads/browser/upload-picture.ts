import { fetchCode } from "../../browser/api.ts";

/**
 * Uploads the picture of a person or a room. Returns the id with which it is then set. Throws `ApiError`. The code for
 * it is loaded at the first call.
 */
export async function uploadPicture(file: File): Promise<string> {
  const { transfer } = await fetchCode(() => import("./transfer.ts"));
  const { signal } = new AbortController();
  return transfer({ slug: "picture", file, presigned: null, onPresigned: () => {}, onProgress: () => {}, signal });
}
