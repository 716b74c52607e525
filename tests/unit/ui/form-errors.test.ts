import { expect, test } from "vitest";
import { formErrorsOf } from "@/components/ui/form-errors.ts";

test("an error of one of several things in a field is shown at the field, the first of them", () => {
  const fault = Object.assign(new Error("Not so."), {
    fields: { "add.1": "Too short.", "add.4": "Too long.", other: "No." },
  });
  expect(formErrorsOf(fault, ["add"])).toEqual({ add: "Too short." });
  expect(formErrorsOf(fault, ["add", "other"])).toEqual({ add: "Too short.", other: "No." });
  expect(formErrorsOf(fault, ["ad"])).toEqual({ form: "Not so." });
  expect(formErrorsOf(null, ["add"])).toEqual({ form: "That did not work. Try again." });
});
