import { FEW_ROOMS, MANY_ROOMS } from "./scenarios/chat-list.ts";
import { LARGE_ROOM, SMALL_ROOM } from "./scenarios/history.ts";
import { WITH_REACTIONS, WITHOUT_REACTIONS } from "./scenarios/reactions.ts";
import { INDEX_SIZE, SEND_COST } from "./scenarios/search.ts";
import { BARE_UPLOAD } from "./scenarios/uploads.ts";
import {
  AFTER_TWENTY,
  BARE,
  BARE_DURABLE,
  BARE_GROUPED,
  COLD,
  EJABBERD,
  HELD,
  LIST,
  LOGIN_PAGE,
  NOTHING,
  ON_POSTGRESQL,
  ONE_INSTANCE,
  PAGE_OF_MESSAGES,
  PARLEY,
  ROOM_PAGE,
  SOKETI,
  TWO_INSTANCES,
} from "./support/row-names.ts";
import type { Column, Section } from "./support/types.ts";

/** A budget in words and as a number, with the measured value. `share` is above 1 where the budget was missed. */
export type Budget = { what: string; allowed: string; measured: string; share: number };

type Sections = Record<string, Section>;

/** The budgets of the scenarios that were run. */
export function budgetsOf(sections: Sections): Budget[] {
  const value = (scenario: string, row: string, column: Column): number =>
    sections[scenario]?.rows.find(({ name }) => name === row)?.values[column] ?? Number.NaN;
  const fanOut = value("room-1000", PARLEY, "cpuDeliveries") / value("room-1000", BARE, "cpuDeliveries");
  const ratio = (scenario: string, row: string, to: string, column: Column) =>
    value(scenario, row, column) / value(scenario, to, column);
  const cpu = (row: string) => value("requests", row, "cpuRequest");
  const sends = value("closed-loop", PARLEY, "sends") / value("closed-loop", NOTHING, "sends");
  const receipt = value("two-people", PARLEY, "p50") - value("two-people", NOTHING, "ack");
  const open = value("history", LARGE_ROOM, "open") / value("history", SMALL_ROOM, "open");
  const paging = value("history", LARGE_ROOM, "paging") / value("history", SMALL_ROOM, "paging");
  const reacted = value("reactions", WITH_REACTIONS, "history") / value("reactions", WITHOUT_REACTIONS, "history");
  const connection = value("idle", PARLEY, "connectionBytes") / 1000;
  const soketi = value("idle", SOKETI, "connectionBytes") / 1000;
  const uploads = value("uploads", PARLEY, "throughput") / value("uploads", BARE_UPLOAD, "throughput");
  const growth = value("uploads", PARLEY, "growth");
  const page = (column: Column) => value("room-page", PARLEY, column);
  const memory = value("start-up", PARLEY, "memory");
  const ready = value("start-up", PARLEY, "ready");
  const slowest = (scenario: string) =>
    Math.max(...(sections[scenario]?.rows ?? []).flatMap(({ values }) => values.querySlow ?? []));
  return [
    most("CPU for a delivery, one room of 1,000 ÷ bare ws", fanOut, 1.25, "×"),
    least(
      "sends a second ÷ ws and SQLite with group commit",
      ratio("closed-loop", PARLEY, BARE_GROUPED, "sends"),
      0.35,
      "×",
    ),
    least("… ÷ ejabberd", ratio("closed-loop", PARLEY, EJABBERD, "sends"), 6, "×"),
    most("two people, send to receipt ÷ ws and SQLite", ratio("two-people", PARLEY, BARE_DURABLE, "p50"), 4, "×"),
    most("… ÷ ejabberd", ratio("two-people", PARLEY, EJABBERD, "p50"), 1, "×"),
    least("deliveries a second to 200 readers ÷ Soketi", ratio("saturation", PARLEY, SOKETI, "deliveries"), 1, "×"),
    most("room of 5,000, answer to the sender", value("room-5000", PARLEY, "ack"), 5, "ms"),
    most("CPU for 1,000 to join", value("idle", PARLEY, "cpuJoins"), 1, "s"),
    most("resident memory for an idle connection ÷ Soketi", ratio("idle", PARLEY, SOKETI, "residentBytes"), 1, "×"),
    most("CPU for a page of 50 messages", cpu(PAGE_OF_MESSAGES), 0.6, "ms"),
    most("… the chat list of 17", cpu(LIST), 1, "ms"),
    most("… a room's page", cpu(ROOM_PAGE), 8, "ms"),
    most("… the log-in page", cpu(LOGIN_PAGE), 1, "ms"),
    most("… the chat list of 500 ÷ of 5", ratio("chat-list", MANY_ROOMS, FEW_ROOMS, "cpuRequest"), 3, "×"),
    least("durable sends a second ÷ a POST that does nothing", sends * 100, 60, "%"),
    most("send to receipt, two people, above a POST that does nothing", receipt, 3, "ms"),
    most("opening a room of 1,000,000 messages ÷ of 1,000", open, 1.2, "×"),
    most("paging back in 1,000,000 messages ÷ in 1,000", paging, 1.2, "×"),
    most("a page of 50 messages with 10 reactions each ÷ without", reacted, 1.3, "×"),
    most("memory for an idle connection, no more than Soketi's", connection, soketi, "kB"),
    least("uploaded MB/s ÷ bare Node streaming to disk", uploads * 100, 60, "%"),
    most("memory above rest while ten uploads of 16 MB run", growth, 60, "MB"),
    most("a room's largest contentful paint on a phone", page("lcp"), 2.5, "s"),
    least("… Lighthouse performance", page("performance"), 90, ""),
    least("… accessibility", page("accessibility"), 100, ""),
    least("… best practices", page("bestPractices"), 100, ""),
    most("memory at rest after the start", memory, 250, "MB"),
    most("… after twenty people have talked", value("start-up", AFTER_TWENTY, "memory"), 150, "MB"),
    most("ready after npm start, the second time", ready, 5, "s"),
    least(
      "durable sends a second, PostgreSQL ÷ SQLite",
      value("scale", ON_POSTGRESQL, "sends") / value("scale", PARLEY, "sends"),
      0.6,
      "×",
    ),
    least(
      "sends a second, two instances ÷ one",
      value("scale", TWO_INSTANCES, "sends") / value("scale", ONE_INSTANCE, "sends"),
      1.5,
      "×",
    ),
    least(
      "… each held to the same share of a processor",
      value("scale", TWO_INSTANCES + HELD, "sends") / value("scale", ONE_INSTANCE + HELD, "sends"),
      1.5,
      "×",
    ),
    most("a function that has slept, to its first JSON answer", value("functions", COLD, "ready"), 1.5, "s"),
    most("any search of 1,000,000 messages, p95", slowest("search-million"), 50, "ms"),
    most("… on PostgreSQL", slowest("search-million-postgresql"), 150, "ms"),
    most("index of search ÷ text", value("search-million", INDEX_SIZE, "ratio"), 3, "×"),
    most("… on PostgreSQL", value("search-million-postgresql", INDEX_SIZE, "ratio"), 3, "×"),
    most("CPU of a send with the index of search ÷ without", value("search-million", SEND_COST, "ratio"), 1.3, "×"),
    most("… on PostgreSQL", value("search-million-postgresql", SEND_COST, "ratio"), 1.3, "×"),
  ].filter(({ share }) => Number.isFinite(share));
}

function most(what: string, measured: number, allowed: number, unit: string): Budget {
  return { what, allowed: `≤ ${say(allowed, unit)}`, measured: say(measured, unit), share: measured / allowed };
}

function least(what: string, measured: number, allowed: number, unit: string): Budget {
  return { what, allowed: `≥ ${say(allowed, unit)}`, measured: say(measured, unit), share: allowed / measured };
}

function say(value: number, unit: string): string {
  const digits = unit === "MB" || unit === "%" ? 0 : unit === "kB" ? 1 : 2;
  return `${Number(value.toFixed(digits))} ${unit}`;
}
