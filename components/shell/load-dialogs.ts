/** Loads the dialogs of every page. Two places that import them would be given a file each. */
export const loadDialogs = () => import("./dialog-parts");
