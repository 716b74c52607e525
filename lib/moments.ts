import * as z from "./z.ts";

/** Before it nothing was written here, and some databases keep no years before the first. */
const isMoment = (text: string): boolean => Date.parse(text) >= 0;

/** A moment that somebody sends, since 1970. */
export const momentInput = (message: string) => z.iso.datetime(message).check(z.refine(isMoment, message));

/** Where a page of a list ends that is ordered by time: a moment and an id. */
export const pageCursor = (message: string) =>
  z.string().check(
    z.regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z~[a-z0-9]{1,32}$/, message),
    z.refine((text) => isMoment(text.split("~")[0] ?? ""), message),
  );
