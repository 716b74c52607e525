"use client";

import {
  AtSign,
  Bell,
  HardDrive,
  Highlighter,
  KeyRound,
  MessageSquareText,
  MonitorSmartphone,
  Palette,
  Smile,
  Ticket,
  UserRound,
  UsersRound,
} from "lucide-react";
import Link from "next/link";
import { usePathname } from "next/navigation";
import { useEffect, useRef } from "react";
import { cn } from "@/lib/cn";

const PAGES = [
  { href: "/settings", label: "Profile", icon: UserRound },
  { href: "/settings/password", label: "Password", icon: KeyRound },
  { href: "/settings/devices", label: "Devices", icon: MonitorSmartphone },
  { href: "/settings/notifications", label: "Notifications", icon: Bell },
  { href: "/settings/storage", label: "Storage", icon: HardDrive },
  { href: "/settings/appearance", label: "Appearance", icon: Palette },
  { href: "/settings/emoji", label: "Emoji", icon: Smile },
  { href: "/settings/keywords", label: "Keywords", icon: Highlighter },
  { href: "/settings/people", label: "People", icon: UsersRound, adminOnly: true },
  { href: "/settings/groups", label: "Groups", icon: AtSign, adminOnly: true },
  { href: "/settings/messages", label: "Messages", icon: MessageSquareText, adminOnly: true },
  { href: "/settings/invites", label: "Invites", icon: Ticket, adminOnly: true },
];

/** The links to the pages of the settings: a column on a wide screen, a row above the page on a phone. */
export function SettingsNav({ isAdmin }: { isAdmin: boolean }) {
  const path = usePathname();
  const nav = useRef<HTMLElement>(null);
  // On a narrow phone the row scrolls, and the link of the current page may be out of sight.
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new path changes the current link.
  useEffect(() => {
    nav.current?.querySelector("[aria-current]")?.scrollIntoView({ block: "nearest", inline: "center" });
  }, [path]);
  return (
    <nav
      ref={nav}
      aria-label="Settings"
      className="flex shrink-0 overflow-x-auto border-b px-2 [scrollbar-width:none] sm:gap-1 sm:px-3 lg:w-52 lg:flex-col lg:gap-0.5 lg:overflow-visible lg:border-b-0 lg:p-4 lg:pe-0"
    >
      {PAGES.filter((page) => isAdmin || !page.adminOnly).map(({ href, label, icon: Icon }) => (
        <Link
          key={href}
          href={href}
          aria-current={path === href ? "page" : undefined}
          className={cn(
            "flex h-10 shrink-0 items-center justify-center gap-2.5 border-b-2 border-transparent px-2 text-sm max-sm:grow font-medium text-muted-foreground transition-colors touch-target",
            "hover:text-foreground focus-visible:-outline-offset-2 aria-[current]:border-primary aria-[current]:text-foreground",
            "lg:h-8 lg:justify-start lg:rounded-control lg:border-b-0 lg:font-normal lg:text-foreground lg:hover:bg-accent",
            "lg:aria-[current]:bg-selected lg:aria-[current]:font-medium lg:aria-[current]:text-selected-foreground",
          )}
        >
          <Icon aria-hidden className="hidden size-4 shrink-0 sm:block" />
          {label}
        </Link>
      ))}
    </nav>
  );
}
