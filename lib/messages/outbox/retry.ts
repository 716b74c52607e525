import { ApiError } from "../../browser/api.ts";

/** What a message that goes by itself waits for, in words for its author. */
export function waitingFor(error: unknown): string {
  if (!(error instanceof ApiError) || error.code === "network") return "Waiting for connection";
  if (error.status === 401) return "Waiting until you log in again";
  return error.status === 429 ? "Waiting: too many messages at once" : "Waiting for the server";
}

/** Why a message was not sent, or a file waits, in words for its author. */
export function reasonOf(error: unknown): string {
  if (!(error instanceof ApiError)) return "The message could not be sent.";
  if (error.code === "network") return "No connection.";
  return error.fields?.body ?? error.fields?.files ?? error.message;
}
