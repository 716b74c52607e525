import { route } from "@/lib/http/route";
import { changePassword } from "@/lib/users/commands";
import { passwordChangeInputSchema } from "@/lib/users/schema";

export const POST = route({ limit: "passwordChange", body: passwordChangeInputSchema }, ({ viewer, body }) =>
  changePassword(viewer, body),
);
