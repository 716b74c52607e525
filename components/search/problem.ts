import { errorMessageOf } from "@/components/ui/form-errors";
import { ApiError } from "@/lib/browser/api";

/** Whether a search failed because the server could not be reached. */
const isOffline = (fault: unknown): boolean => fault instanceof ApiError && fault.code === "network";

/** Why a search failed, in a sentence for the person. */
export function problemOf(fault: unknown): string {
  if (isOffline(fault)) return "The server cannot be reached. Search again when the connection is back.";
  return refusalOf(fault) ?? errorMessageOf(fault);
}

/** What is wrong with the query itself, where the server says so. */
function refusalOf(fault: unknown): string | undefined {
  return fault instanceof ApiError ? fault.fields?.q : undefined;
}

/** Whether the query itself cannot be answered, however often it is asked. */
export const isQueryWrong = (fault: unknown): boolean => refusalOf(fault) !== undefined;
