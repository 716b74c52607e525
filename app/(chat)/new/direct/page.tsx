import type { Metadata } from "next";
import { DirectForm } from "@/components/room/direct-form";
import { FormScreen } from "@/components/room/form-screen";
import { requireViewer } from "@/lib/auth/viewer";
import { isWithinLimit } from "@/lib/http/rate-limiter";
import { listPeople } from "@/lib/users/queries";
import { peopleQuerySchema } from "@/lib/users/query-schema";
import { openDirectAction } from "../../actions";

export const metadata: Metadata = { title: { absolute: "New direct chat – Parley" } };

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function NewDirectPage({ searchParams }: Props) {
  const viewer = await requireViewer();
  const q = String((await searchParams).q ?? "").slice(0, 100);
  const people = (await isWithinLimit("search", viewer.id))
    ? await listPeople(viewer, peopleQuerySchema.parse({ q }))
    : null;
  return (
    <FormScreen title="New direct chat">
      <DirectForm action={openDirectAction} viewerId={viewer.id} people={people} query={q} />
    </FormScreen>
  );
}
