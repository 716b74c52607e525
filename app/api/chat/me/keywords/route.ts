import { route } from "@/lib/http/route";
import { setKeywords } from "@/lib/keywords/commands";
import { getKeywords } from "@/lib/keywords/queries";
import { keywordsSchema } from "@/lib/keywords/schema";

export const GET = route({}, ({ viewer }) => getKeywords(viewer));

export const PUT = route({ body: keywordsSchema }, ({ viewer, body }) => setKeywords(viewer, body));
