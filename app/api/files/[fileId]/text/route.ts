import { readExcerpt } from "@/lib/files/serve-file";
import { fileParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const GET = route({ params: fileParams }, ({ viewer, params }) => readExcerpt(viewer, params.fileId));
