import type { Metadata } from "next";
import { Devices } from "@/components/settings/devices";

export const metadata: Metadata = { title: "Devices" };

export default function DevicesPage() {
  return <Devices />;
}
