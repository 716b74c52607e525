/** Loads the dialogs of every page. Two places that import them would be given a file each. */
export const loadDialogs = () => import("./dialog-parts");
/** Loads what few people open, for the same reason from here only. */
export const loadRare = () => import("./rare-dialogs");
