import { transfer } from "./client-transfer.ts";

/** Uploads the picture of a person or a room, and returns the id to give it to them by. Throws `ApiError`. */
export function uploadPicture(file: File): Promise<string> {
  const { signal } = new AbortController();
  return transfer({ slug: "picture", file, presigned: null, onPresigned: () => {}, onProgress: () => {}, signal });
}
