import { ApiError } from "../../browser/api.ts";

/** Returns what a waiting message waits for, as a text for its author. */
export function waitingFor(error: unknown): string {
  if (!(error instanceof ApiError) || error.code === "network") return "Waiting for connection";
  if (error.status === 401) return "Waiting until you log in again";
  return error.status === 429 ? "Waiting: too many messages at once" : "Waiting for the server";
}

/** Returns why a message was not sent or a file waits, as a text for its author. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof ApiError)) return "The message could not be sent.";
  if (error.code === "network") return "No connection.";
  return error.fields?.body ?? error.fields?.files ?? error.message;
}
