import { forbidTypes } from "@/lib/files/forbidden-types";
import { forbidTypesSchema } from "@/lib/files/schema";
import { route } from "@/lib/http/route";

/** Sets, for administrators, the file types that nobody can share. GET /api/chat/me/storage has the types in force. */
export const PATCH = route({ body: forbidTypesSchema }, ({ viewer, body }) => forbidTypes(viewer, body));
