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
import { KEYWORD_MAX, KEYWORDS_MAX, keywordsSchema } from "@/lib/keywords/schema";
import { RowsSkeleton } from "../rows-skeleton";
import { useLoad } from "../use-load";

const PATH = "/api/chat/me/keywords";
const load = (signal: AbortSignal) => api(PATH, { schema: keywordsSchema, signal });

/** The viewer's keywords, each with a button that removes it, and a field that adds some. */
export function KeywordSettings() {
  const { data, error, loading, reload, update } = useLoad(load);
  if (!data && error)
    return (
      <ErrorState title="The keywords could not be loaded" description={error} onRetry={reload} retrying={loading} />
    );
  if (!data) return <RowsSkeleton label="Loading the keywords" rows={2} />;
  const save = async (words: readonly string[]) => {
    const saved = await api(PATH, { method: "PUT", body: { words }, schema: keywordsSchema });
    update(() => saved);
    return saved.words;
  };
  return (
    <div className="grid min-w-0 gap-4">
      <AddKeywords words={data.words} save={save} />
      <KeywordList words={data.words} save={save} />
    </div>
  );
}

type Props = { words: readonly string[]; save: (words: readonly string[]) => Promise<readonly string[]> };

function AddKeywords({ words, save }: Props) {
  const { ref, busy, errors, submit, clear } = useSubmit("words");
  const [typed, setTyped] = useState("");
  const isFull = words.length >= KEYWORDS_MAX;

  async function add() {
    const added = typed.split(",").flatMap((word) => word.trim() || []);
    if (added.length === 0) return;
    const saved = await save([...words, ...added]);
    setTyped("");
    if (saved.length === words.length) toast.note("That is a keyword of yours already.");
  }

  return (
    <form
      ref={ref}
      noValidate
      className="grid gap-2"
      onSubmit={(event) => {
        event.preventDefault();
        void submit(add);
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
        error={errors.words}
      >
        <Input
          name="words"
          value={typed}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            clear();
          }}
          maxLength={KEYWORD_MAX * 10}
          autoCapitalize="none"
          autoComplete="off"
          className="max-w-md"
        />
      </Field>
      <Button type="submit" loading={busy} disabled={isFull} className="max-sm:h-11 sm:justify-self-start">
        Add
      </Button>
    </form>
  );
}

function KeywordList({ words, save }: Props) {
  const [removing, setRemoving] = useState<string>();
  async function remove(word: string) {
    setRemoving(word);
    try {
      await save(words.filter((one) => one !== word));
      // The button that had the focus has gone.
      document.querySelector<HTMLElement>("#settings-section")?.focus();
    } catch (error) {
      toast.error(errorMessageOf(error));
    } finally {
      setRemoving(undefined);
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
            disabled={removing !== undefined}
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
