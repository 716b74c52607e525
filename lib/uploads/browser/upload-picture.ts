import { fetchCode } from "../../browser/api.ts";

/**
 * Uploads the picture of a person or a room, which becomes a square that does not move, or of an emoji, which stays as it is: an
 * attachment. Returns the id with which it is then set. Throws `ApiError`. The code for it is loaded at the first call.
 */
export async function uploadPicture(file: File, slug: "picture" | "attachment" = "picture"): Promise<string> {
  const { transfer } = await fetchCode(() => import("./transfer.ts"));
  const { signal } = new AbortController();
  return transfer({ slug, file, presigned: null, onPresigned: () => {}, onProgress: () => {}, signal });
}
