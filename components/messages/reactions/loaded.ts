// What a room page loads of reactions after it is usable, or with the first reaction on it.
export { reactByTap } from "./react-by-tap";
export { reactByText } from "./react-by-text";
export { Reactions } from "./reactions";
export { ReactionsHost } from "./reactions-host";
