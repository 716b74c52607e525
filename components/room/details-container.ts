"use client";

import { createContext } from "react";

/**
 * The element at the right edge of the page in which the details panel is rendered. It is beside <main>, because a
 * landmark must not be inside of another.
 */
export const DetailsContainer = createContext<HTMLElement | null>(null);
