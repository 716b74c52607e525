import { getStorageUse } from "@/lib/files/queries";
import { route } from "@/lib/http/route";

export const GET = route({}, ({ viewer }) => getStorageUse(viewer));
