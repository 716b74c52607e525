import { forbidTypes } from "@/lib/files/forbidden-types";
import { forbidTypesSchema } from "@/lib/files/schema";
import { route } from "@/lib/http/route";

/** For administrators: which files cannot be shared, for everybody. What is in force is in GET /api/chat/me/storage. */
export const PATCH = route({ body: forbidTypesSchema }, ({ viewer, body }) => forbidTypes(viewer, body));
