import type { Viewer } from "../auth/viewer-type.ts";

/** Whether a person may forbid types of files on this server. */
export const canForbidTypes = (actor: Pick<Viewer, "role">): boolean => actor.role === "ADMIN";
