import { route } from "@/lib/http/route";
import { getEditHistory, setEditHistory } from "@/lib/messages/edit-history";
import { editHistorySchema } from "@/lib/messages/version-schema";

export const GET = route({}, () => getEditHistory());

/** Decides, for administrators, whether members can read what messages said before they were edited. */
export const PATCH = route({ body: editHistorySchema }, ({ viewer, body }) => setEditHistory(viewer, body));
