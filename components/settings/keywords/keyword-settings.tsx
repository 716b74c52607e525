"use client";

import { X } from "lucide-react";
import { useState } from "react";
import { Alert } from "@/components/ui/alert";
import { Button } from "@/components/ui/button";
import { ErrorState } from "@/components/ui/error-state";
import { Field } from "@/components/ui/field";
import { errorMessageOf } from "@/components/ui/form-errors";
import { Input } from "@/components/ui/input";
import { toast } from "@/components/ui/toast";
import { useSubmit } from "@/components/ui/use-submit";
import { api } from "@/lib/browser/api";
import { type ChangeKeywordsInput, KEYWORDS_MAX, keywordsSchema } from "@/lib/keywords/schema";
import { RowsSkeleton } from "../rows-skeleton";
import { useLoad } from "../use-load";

const PATH = "/api/chat/me/keywords";
const load = (signal: AbortSignal) => api(PATH, { schema: keywordsSchema, signal });

/** The viewer's keywords, each with a button that removes it, and a field that adds some. */
export function KeywordSettings() {
  const { data, error, loading, reload, update } = useLoad(load);
  const [isBusy, setBusy] = useState(false);
  if (!data && error)
    return (
      <ErrorState title="The keywords could not be loaded" description={error} onRetry={reload} retrying={loading} />
    );
  if (!data) return <RowsSkeleton label="Loading the keywords" rows={2} />;
  // One change after the other, so that the answer that comes last is the newest.
  const change: Change = async (body) => {
    setBusy(true);
    try {
      const changed = await api(PATH, { method: "PATCH", body, schema: keywordsSchema });
      update(() => changed);
      return changed.words;
    } finally {
      setBusy(false);
    }
  };
  return (
    <div className="grid min-w-0 gap-4">
      <AddKeywords words={data.words} isBusy={isBusy} change={change} />
      <KeywordList words={data.words} isBusy={isBusy} change={change} />
    </div>
  );
}

type Change = (change: ChangeKeywordsInput) => Promise<readonly string[]>;
type Props = { words: readonly string[]; isBusy: boolean; change: Change };

function AddKeywords({ words, isBusy, change }: Props) {
  const { ref, busy, errors, submit, clear } = useSubmit("add");
  const [typed, setTyped] = useState("");
  const isFull = words.length >= KEYWORDS_MAX;

  async function send() {
    const add = typed.split(",").flatMap((word) => word.trim() || []);
    if (add.length === 0) return;
    const changed = await change({ add });
    setTyped("");
    if (changed.length === words.length) toast.note("That is a keyword of yours already.");
  }

  return (
    <form
      ref={ref}
      noValidate
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(send);
      }}
    >
      {errors.form && <Alert variant="error">{errors.form}</Alert>}
      <Field
        label="Add keywords"
        hint={
          isFull
            ? `You have ${KEYWORDS_MAX}, and can have no more.`
            : "Words or a few words together. Several with commas between them."
        }
        error={errors.add}
      >
        <Input
          name="add"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            clear();
          }}
          autoCapitalize="none"
          autoComplete="off"
          className="max-w-md"
        />
      </Field>
      <Button
        type="submit"
        loading={busy}
        disabled={isFull || (isBusy && !busy)}
        className="max-sm:h-11 sm:justify-self-start"
      >
        Add
      </Button>
    </form>
  );
}

function KeywordList({ words, isBusy, change }: Props) {
  async function remove(word: string) {
    try {
      await change({ remove: [word] });
      // The button that had the focus has gone.
      document.querySelector<HTMLElement>("#settings-section")?.focus();
    } catch (error) {
      toast.error(errorMessageOf(error));
    }
  }
  if (words.length === 0) return <p className="text-sm text-muted-foreground">No keywords yet.</p>;
  return (
    <ul aria-label="Your keywords" className="flex min-w-0 flex-wrap gap-1.5">
      {words.map((word) => (
        <li key={word} className="flex max-w-full items-center gap-1 rounded-full bg-secondary ps-3 text-sm">
          <bdi className="truncate">{word}</bdi>
          <button
            type="button"
            aria-label={`Remove ${word}`}
            disabled={isBusy}
            onClick={() => void remove(word)}
            className="grid size-8 place-items-center rounded-full touch-reach hover:bg-accent"
          >
            <X aria-hidden className="size-3.5" />
          </button>
        </li>
      ))}
    </ul>
  );
}
