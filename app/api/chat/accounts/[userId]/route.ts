import { changeAccount, deleteAccount } from "@/lib/accounts/commands";
import { changeAccountInputSchema } from "@/lib/accounts/schema";
import { accountParams } from "@/lib/http/params";
import { route } from "@/lib/http/route";

export const PATCH = route(
  { limit: "room", params: accountParams, body: changeAccountInputSchema },
  async ({ viewer, params, body }) => ({ account: await changeAccount(viewer, params.userId, body) }),
);

export const DELETE = route({ limit: "room", params: accountParams }, ({ viewer, params }) =>
  deleteAccount(viewer, params.userId),
);
