import { discardUpload } from "@/lib/files/commands";
import { fileQuerySchema } from "@/lib/files/schema";
import { serveFile } from "@/lib/files/serve-file";
import { fileReply } from "@/lib/http/file-reply";
import { fileParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

const serve = route({ params: fileParams, query: fileQuerySchema }, async ({ viewer, params, query, request }) =>
  fileReply(request, await serveFile(viewer, params.fileId, query.size)),
);

export const GET = serve;
export const HEAD = serve;

export const DELETE = route({ params: fileParams }, ({ viewer, params }) => discardUpload(viewer, params.fileId));
