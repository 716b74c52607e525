import { route } from "@/lib/http/route";
import { changeKeywords } from "@/lib/keywords/commands";
import { getKeywords } from "@/lib/keywords/queries";
import { changeKeywordsSchema } from "@/lib/keywords/schema";

export const GET = route({}, ({ viewer }) => getKeywords(viewer));

export const PATCH = route({ body: changeKeywordsSchema }, ({ viewer, body }) => changeKeywords(viewer, body));
