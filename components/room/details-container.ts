"use client";

import { createContext } from "react";

/** Where a page puts its panel on the right: beside <main>, as landmarks demand, not inside. */
export const DetailsContainer = createContext<HTMLElement | null>(null);
