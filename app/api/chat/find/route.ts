import { route } from "@/lib/http/route";
import { findByName } from "@/lib/search/find";
import { findQuerySchema } from "@/lib/search/schema";

export const GET = route({ limit: "search", query: findQuerySchema }, ({ viewer, query }) => findByName(viewer, query));
