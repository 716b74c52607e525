import { route } from "@/lib/http/route";
import { searchMessages } from "@/lib/search/queries";
import { searchQuerySchema } from "@/lib/search/schema";

export const GET = route({ limit: "search", query: searchQuerySchema }, ({ viewer, query }) =>
  searchMessages(viewer, query),
);
