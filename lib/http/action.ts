import "server-only";
import { headers } from "next/headers";
import { notFound, unstable_rethrow } from "next/navigation";
import type { ClientInfo } from "../auth/viewer-type.ts";
import { getConfig } from "../config.ts";
import { AppError } from "../errors.ts";
import { log } from "../log.ts";
import type * as z from "../z.ts";
import { parse } from "./parse.ts";
import { getClientInfo } from "./route.ts";
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
  return async (_previous: FormState, formData: FormData): Promise<FormState> => {
    // Only a handmade request sends anything but a form.
    if (!(formData instanceof FormData)) notFound();
    const typed = textFields(formData);
    const values = Object.fromEntries(Object.entries(typed).filter(([name]) => !/password/i.test(name)));
    try {
      const received = await requireOwnPage();
      return { values, ...(await handle(parse(schema, typed), getClientInfo(received))) };
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
  if (error instanceof AppError) return { message: error.message, fields: error.fields };
  log.error("form failed", { error });
  return { message: "Something went wrong on the server. Nothing was changed. Try again." };
}
