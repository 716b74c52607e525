import { fetchCode } from "../../browser/api.ts";

/**
 * Uploads the picture of a person or a room, and returns the id to give it to them by. Throws `ApiError`. What does it is
 * loaded with the first one.
 */
export async function uploadPicture(file: File): Promise<string> {
  const { transfer } = await fetchCode(() => import("./transfer.ts"));
  const { signal } = new AbortController();
  return transfer({ slug: "picture", file, presigned: null, onPresigned: () => {}, onProgress: () => {}, signal });
}
