import { uploadParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";
import { receivedBytes, receiveUpload } from "@/lib/uploads/server/ingest";
import { requestForStore } from "@/lib/uploads/server/store-request";

export const HEAD = route({ params: uploadParams }, async ({ viewer, params, request }) => {
  const start = await receivedBytes(viewer, params.key, request.url);
  return new Response(null, { headers: { "x-ut-range-start": String(start), "Cache-Control": "private, no-store" } });
});

export const PUT = route({ params: uploadParams }, ({ viewer, params, request }) =>
  receiveUpload(viewer, params.key, request),
);

export const POST = route({ params: uploadParams }, ({ viewer, params, request }) =>
  requestForStore(viewer, params.key, request.url),
);
