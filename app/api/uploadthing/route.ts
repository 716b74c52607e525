import { uploadQuerySchema } from "@/lib/files/schema";
import { route } from "@/lib/http/route";
import { answerUploadthing } from "@/lib/uploads/server/answer-uploadthing";

/** Both people who are about to upload and UploadThing's servers send requests to this route. */
export const POST = route({ signedIn: false, query: uploadQuerySchema }, ({ viewer, query, request }) =>
  answerUploadthing(viewer, query, request),
);
