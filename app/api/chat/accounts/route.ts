import { listAccounts } from "@/lib/accounts/queries";
import { accountsQuerySchema } from "@/lib/accounts/schema";
import { route } from "@/lib/http/route";

export const GET = route({ limit: "search", query: accountsQuerySchema }, ({ viewer, query }) =>
  listAccounts(viewer, query),
);
