import { route } from "@/lib/http/route";
import { listSaved } from "@/lib/saved/queries";
import { savedQuerySchema } from "@/lib/saved/schema";

export const GET = route({ query: savedQuerySchema }, ({ viewer, query }) => listSaved(viewer, query));
