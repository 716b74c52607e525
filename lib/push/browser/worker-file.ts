/** The address of the service worker. */
export const WORKER = "/push-worker.js";
