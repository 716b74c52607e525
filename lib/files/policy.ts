import type { Viewer } from "../auth/viewer-type.ts";

/** Whether somebody decides for all of this server which files can be shared. */
export const canForbidTypes = (actor: Pick<Viewer, "role">): boolean => actor.role === "ADMIN";
