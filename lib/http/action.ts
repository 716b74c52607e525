import "server-only";
import { headers } from "next/headers";
import { notFound, unstable_rethrow } from "next/navigation";
import { requireViewer, type Viewer } from "../auth/viewer.ts";
import type { ClientInfo } from "../auth/viewer-type.ts";
import { VIEWER_FIELD } from "../browser/viewer-field.ts";
import { getConfig } from "../config.ts";
import { whenAway } from "../db/doors.ts";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import type { LimitName } from "../rate-limit-settings.ts";
import type * as z from "../z.ts";
import { getClientInfo } from "./client-info.ts";
import { parse } from "./parse.ts";
import { enforceLimit } from "./rate-limiter.ts";
import { isSameOrigin } from "./same-origin.ts";

/** What a form shows after it was refused: the submitted values, except passwords, and the errors. */
export type FormState = {
  values: Record<string, string>;
  fields?: Record<string, string>;
  message?: string;
  generatedPassword?: string;
  done?: boolean;
};

/**
 * Makes a server action for a form that also works before JavaScript has loaded: it parses the form with `schema`, runs
 * `handle`, and turns a refusal into a state that names the field and keeps the values. `handle` may redirect.
 */
export function formAction<S extends z.core.$ZodType>(
  schema: S,
  handle: (input: z.output<S>, origin: ClientInfo) => Promise<Partial<FormState> | undefined>,
) {
  return answerForm(async (typed, received) => handle(parse(schema, typed), getClientInfo(received)));
}

/**
 * As `formAction`, for people who are signed in: others are sent to the log-in page. Counts against `limit` as the
 * route that does the same. A form that was drawn for one person and is sent by another, who has logged in to the same
 * browser since, does nothing.
 */
export function viewerFormAction<S extends z.core.$ZodType>(
  schema: S,
  limit: LimitName,
  handle: (viewer: Viewer, input: z.output<S>) => Promise<Partial<FormState> | undefined>,
) {
  return answerForm(async (typed) => {
    const viewer = await requireViewer();
    if (typed[VIEWER_FIELD] !== undefined && typed[VIEWER_FIELD] !== viewer.id)
      throw new AppError("unauthorized", "Somebody else is logged in here now. Nothing was done.");
    await enforceLimit(limit, viewer.id);
    return handle(viewer, parse(schema, typed));
  });
}

/** Parses nothing yet: calls `handle` with the fields of a form of our own pages and turns refusals into a state. */
function answerForm(
  handle: (typed: Record<string, string>, received: Headers) => Promise<Partial<FormState> | undefined>,
) {
  return async (_previous: FormState, formData: FormData): Promise<FormState> => {
    // Only a handmade request sends anything but a form.
    if (!(formData instanceof FormData)) notFound();
    const typed = textFields(formData);
    const values = Object.fromEntries(Object.entries(typed).filter(([name]) => !/password/i.test(name)));
    try {
      const received = await requireOwnPage();
      return { values, ...(await handle(typed, received)) };
    } catch (error) {
      unstable_rethrow(error);
      return { values, ...refusal(error) };
    }
  };
}

/**
 * Refuses a server action that was not sent by a page of ours; resolves to the request's headers. Every action calls
 * this itself, because Next runs an action that is posted to any URL, also to one that proxy.ts does not handle. Only
 * browsers with a cookie send actions, so a request without Origin is refused too (C3). Throws `forbidden`.
 */
export async function requireOwnPage(): Promise<Headers> {
  const received = await headers();
  if (isSameOrigin(received, getConfig().appUrl, true)) return received;
  throw new AppError("forbidden", "This form was not sent from Parley's own pages. Reload and try again.");
}

function textFields(formData: FormData): Record<string, string> {
  const entries = [...formData.entries()].filter(
    (entry): entry is [string, string] => typeof entry[1] === "string" && !entry[0].startsWith("$ACTION"),
  );
  return Object.fromEntries(entries);
}

function refusal(error: unknown): Pick<FormState, "message" | "fields"> {
  const known = whenAway(error);
  if (known instanceof AppError) return { message: known.message, fields: known.fields };
  log.error("form failed", { error });
  return { message: "Something went wrong on the server. Nothing was changed. Try again." };
}
