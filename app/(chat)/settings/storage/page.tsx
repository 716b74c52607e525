import type { Metadata } from "next";
import { Section } from "@/components/settings/section";
import { Storage } from "@/components/settings/storage";

export const metadata: Metadata = { title: "Storage" };

export default function StoragePage() {
  return (
    <Section title="Storage" description="What the files that you share take on the server.">
      <Storage />
    </Section>
  );
}
