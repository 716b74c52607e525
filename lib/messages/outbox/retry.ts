import { ApiError } from "../../browser/api.ts";

const BACK_OFF_MS = [400, 800, 1600, 3000, 5000, 10_000, 20_000, 30_000];

/** Milliseconds before the next try, or null when the server refused for good. */
export function waitBefore(error: unknown, attempt: number): number | null {
  const backOff = BACK_OFF_MS[Math.min(attempt, BACK_OFF_MS.length - 1)] ?? 0;
  if (!(error instanceof ApiError)) return null;
  if (error.status === 429) return Math.max(backOff, (error.retryAfterSeconds ?? 0) * 1000);
  // 401: logged out. The message waits for its author to come back.
  return error.code === "network" || error.status >= 500 || error.status === 401 ? backOff : null;
}

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

/** A pause that can be ended early. */
export class InterruptibleSleep {
  #wake: (() => void) | null = null;

  async take(pause: Promise<void>): Promise<void> {
    const woken = new Promise<void>((resolve) => {
      this.#wake = resolve;
    });
    await Promise.race([pause, woken]);
    this.#wake = null;
  }

  end(): void {
    this.#wake?.();
  }
}
