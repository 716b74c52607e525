import type { Metadata } from "next";
import { cookies } from "next/headers";
import { SearchScreen } from "@/components/search/search-screen";
import { readWish, searchTitle } from "@/components/search/wish";
import { readPreference } from "@/components/ui/preference-cookie";
import { readZone, ZONE_COOKIE } from "@/components/ui/time-format";
import { requireViewer } from "@/lib/auth/viewer";
import { loadFirstPage } from "@/lib/search/first-page";

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  return { title: { absolute: `${searchTitle(firstOf((await searchParams).q) ?? "")} – Parley` } };
}

export default async function SearchPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const given = await searchParams;
  const wish = readWish((name) => firstOf(given[name]), readZone(readPreference(await cookies(), ZONE_COOKIE)));
  const { q, sort, cursor, zone } = wish;
  const answer = q.trim() === "" ? null : await loadFirstPage(viewer, { q, sort, zone, ...(cursor && { cursor }) });
  return <SearchScreen first={{ wish, answer, renderedAt: Date.now() }} />;
}

const firstOf = (given: string | string[] | undefined): string | undefined => [given].flat()[0];
