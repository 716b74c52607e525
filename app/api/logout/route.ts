import { logOut } from "@/lib/auth/commands";
import { route } from "@/lib/http/route";

export const POST = route({}, ({ viewer }) => logOut(viewer));
