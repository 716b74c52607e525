"use client";

import { Laptop, Smartphone, Tablet, Terminal } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import type { Device } from "./device-name";

const ICONS = { phone: Smartphone, tablet: Tablet, computer: Laptop, program: Terminal };

/** The sign of a device at the beginning of its row. */
export function DeviceIcon({ type }: Pick<Device, "type">) {
  const Icon = ICONS[type];
  return <Icon aria-hidden className="size-5 shrink-0 stroke-[1.75] text-muted-foreground" />;
}

/** What a device is called, and whether it is the one in use. */
export function DeviceTitle({ name, current }: Pick<Device, "name"> & { current: boolean }) {
  return (
    <p className="flex flex-wrap items-center gap-x-2 gap-y-0.5 font-medium">
      {name}
      {current && <Badge variant="outline">This device</Badge>}
    </p>
  );
}
