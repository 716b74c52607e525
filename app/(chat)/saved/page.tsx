import type { Metadata } from "next";
import { SavedScreen } from "@/components/saved/saved-screen";
import { requireViewer } from "@/lib/auth/viewer";
import { listSaved } from "@/lib/saved/queries";
import { savedQuerySchema } from "@/lib/saved/schema";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export const metadata: Metadata = { title: { absolute: "Saved – Parley" } };

export default async function SavedPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const tab = (await searchParams).state === "done" ? "done" : "todo";
  const page = await listSaved(viewer, savedQuerySchema.parse({ state: tab }));
  const renderedAt = Date.now();
  // The page that is asked for again begins anew.
  return <SavedScreen key={renderedAt} first={{ page, tab, renderedAt }} />;
}
